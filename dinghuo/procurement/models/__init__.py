"""How a house wants to be replenished, what is proposed to it, and what its suppliers may expect."""

from dinghuo.procurement.models.forecast import Forecast
from dinghuo.procurement.models.proposal import Proposal, ProposalLine
from dinghuo.procurement.models.setting import Limits, Policy

__all__ = ["Forecast", "Limits", "Policy", "Proposal", "ProposalLine"]
