"""What every story does at the checkout."""

import re
from typing import Any


def place_the_order(page: Any) -> str:
    """Press the button of the checkout; the number of the order whose page comes."""
    page.get_by_role("button", name="Place the order").last.click()
    page.wait_for_url(re.compile(r"/orders/SO-"))
    return re.search(r"SO-\d{4}-\d{6}", page.url)[0]
