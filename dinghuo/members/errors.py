"""The sentences with which this domain refuses."""

from dinghuo.foundation.errors import Refusal


class RankTaken(Refusal):
    """Another level stands at this rank: of two levels one must be the better one."""

    type = "rank-taken"
