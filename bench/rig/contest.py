"""Lets the program and its references run in turn, round after round, so that whatever the machine does meets all."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.rig.cpu import Meter
from bench.rig.outcome import Outcome, percentile

OURS = "dinghuo"
#: Runs with so many clients for so long.
Run = Callable[[int, float], Outcome]


@dataclass
class Row:
    """What one form did at one number of clients; rates and ratios are medians of the rounds."""

    form: str
    clients: int
    rounds: list[Outcome] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Orders a second."""
        return statistics.median(each.rate for each in self.rounds)

    def latency_ms(self, share: float) -> float:
        """A percentile of all calls of all rounds."""
        return 1000 * percentile([value for each in self.rounds for value in each.latencies], share)

    def cpu_ms(self, part: str) -> float:
        """Milliseconds of one core that an order took of `server`, `database`, `load` or `elsewhere`."""
        used = sum(getattr(each, f"{part}_cpu") for each in self.rounds)
        return 1000 * used / max(1, sum(each.orders for each in self.rounds))

    @property
    def idle(self) -> float:
        """The share of the machine that nobody used."""
        idle = sum(each.idle_cpu for each in self.rounds)
        used = sum(
            each.server_cpu + each.database_cpu + each.load_cpu + each.elsewhere_cpu for each in self.rounds
        )
        return idle / (idle + used) if idle + used else 0.0

    @property
    def elsewhere(self) -> float:
        """Cores that programs other than the measured ones kept busy."""
        return sum(each.elsewhere_cpu for each in self.rounds) / max(
            1e-9, sum(each.seconds for each in self.rounds)
        )

    def share_of(self, other: "Row") -> float:
        """The median of the rounds' ratios: the two of a round ran one right after the other."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return statistics.median(ours.rate / theirs.rate for ours, theirs in pairs)


def contest(
    forms: Mapping[str, Run], clients: Sequence[int], rounds: int, seconds: float, meter: Meter
) -> list[Row]:
    """Run all forms in turn. Raises RuntimeError where the program answered anything but success."""
    rows = {(form, count): Row(form, count) for count in clients for form in forms}
    for number in range(rounds):
        for count in clients:
            for form, run in forms.items():
                with meter.over() as outcomes:
                    outcomes.append(run(count, seconds))
                check(outcomes[0])
                rows[form, count].rounds.append(outcomes[0])
                print(
                    f"  round {number + 1}/{rounds}  {count:>2} clients  {form:<10} {outcomes[0].rate:8.1f} orders/s",
                    flush=True,
                )
    return list(rows.values())


def check(outcome: Outcome) -> None:
    """Raise RuntimeError where a call failed: a failing program is quick."""
    failed = {status: count for status, count in outcome.statuses.items() if status not in (200, 201)}
    if failed or not outcome.orders:
        raise RuntimeError(
            f"not all orders were placed: {failed or 'none'}; the first answer: {outcome.sample}"
        )


def row(rows: Sequence[Row], form: str, clients: int) -> Row:
    """The row of a form at a number of clients."""
    return next(each for each in rows if (each.form, each.clients) == (form, clients))
