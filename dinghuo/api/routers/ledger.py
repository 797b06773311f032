"""The calls about the ledger."""

from typing import Any

from ninja import Router

from dinghuo.api.calls import Call, reading
from dinghuo.api.shapes.ledger import TrialBalanceAnswer, trial_balance_shape
from dinghuo.api.values import MomentIn, end_of
from dinghuo.finance.queries.trial_balance import trial_balance

router = Router(tags=["Ledger"])


@router.get("/ledger/trial-balance", response=TrialBalanceAnswer, operation_id="trial_balance")
@reading()
def get_trial_balance(request: Call, at: MomentIn | None = None) -> dict[str, Any]:
    """Every account with debit, credit and balance at an instant, or at the end of a day (default: now).

    The operator sees the whole market's ledger, anybody else the own book.
    """
    return trial_balance_shape(trial_balance(request.auth, end_of(at, request.auth.time_zone)))
