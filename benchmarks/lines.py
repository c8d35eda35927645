"""What a benchmark tells: a line with its goal, and the one way two things are timed against each other."""

from collections.abc import Callable, Iterable
from statistics import median, quantiles
from time import perf_counter

from attrs import frozen


class Wrong(Exception):  # noqa: N818 - says what the measured thing is
    """What was timed did not do its work: its time means nothing."""


@frozen(kw_only=True)
class Line:
    """One line of the table. `holds`: None where there is no goal, only something to know."""

    what: str
    measured: str
    against: str = ""
    ratio: str = ""
    goal: str = ""
    holds: bool | None = None


def must(right: object, sentence: str) -> None:
    """Raise Wrong unless what was timed is right."""
    if not right:
        raise Wrong(sentence)


def seconds(run: Callable[[], object]) -> float:
    """How long it takes, once."""
    begun = perf_counter()
    run()
    return perf_counter() - begun


def alternately(rounds: int, *measures: Callable[[], float]) -> tuple[float, ...]:
    """The median of each measure, taken in turn (A B, A B…): the machine's moods fall on all alike."""
    taken = [[measure() for measure in measures] for _ in range(rounds)]
    return tuple(map(median, zip(*taken, strict=True)))


def p99(values: Iterable[float]) -> float:
    """What 99 of a hundred stay under."""
    return quantiles(values, n=100)[98]


def ms(time: float) -> str:
    """Seconds as milliseconds."""
    return f"{time * 1e3:.3g} ms"


def us(time: float) -> str:
    """Seconds as microseconds."""
    return f"{time * 1e6:,.0f} µs" if time > 1e-4 else f"{time * 1e6:.3g} µs"


def times(ratio: float) -> str:
    """How many times."""
    return f"{ratio:.2f}×"
