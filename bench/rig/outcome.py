"""What one stretch of load came to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """Work done in `seconds` of wall time. `latencies` in seconds, one a call; CPU in seconds of one core."""

    orders: int
    seconds: float
    latencies: Sequence[float]
    load_cpu: float
    statuses: Counter[int] = field(default_factory=Counter)
    database_cpu: float = 0.0
    server_cpu: float = 0.0
    elsewhere_cpu: float = 0.0
    idle_cpu: float = 0.0
    sample: str = ""

    @property
    def rate(self) -> float:
        """Orders a second."""
        return self.orders / self.seconds if self.seconds else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie; 0 without any."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
