"""Half an hour past midnight in Shanghai, where the markets of the tests live: in UTC it is the day before."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dinghuo.foundation import clock

SHANGHAI = ZoneInfo("Asia/Shanghai")


def past_midnight(monkeypatch: pytest.MonkeyPatch) -> date:
    """Let days be reckoned at 00:30 of tomorrow in Shanghai, 16:30 UTC of the day before; which day that is there."""
    half_past = datetime.now(UTC).replace(hour=16, minute=30)
    monkeypatch.setattr(clock, "now", lambda: half_past)
    return half_past.astimezone(SHANGHAI).date()
