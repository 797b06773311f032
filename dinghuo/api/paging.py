"""The query parameters of every list."""

from typing import Annotated

from ninja import Query

from dinghuo.foundation.paging import MOST

#: How many items a page holds.
Limit = Annotated[int, Query(50, ge=1, le=MOST, description="Items on a page.")]
#: Where the page starts.
After = Annotated[str | None, Query(None, max_length=1000, description="`next` of the page before.")]
