"""The bodies of the calls about goods that are one thing."""

from pydantic import Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import Reason, Word


class MergeIn(Body):
    """Two articles that are one."""

    kept: Word = Field(description="SKU of the article that goes on being sold.")
    merged: Word = Field(description="SKU of the one that isn't any more; it leads to the other.")
    why: Reason = ""


class ProposalDecision(Body):
    """Whether a seller sells the article that its sheet means."""

    sku: Word = Field(description="SKU of the article.")
    seller: Word | None = Field(default=None, description="Code of the seller, where several wait.")
    accept: bool
    reason: Reason = Field(default="", description="Needed to decline: the seller reads it.")
