"""A line of the table."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from attrs import field, frozen

from faults.databases import Database
from faults.reckoning import Reckoning

Progress = Callable[[int, int], None]
"""Is told how much of a line is done."""


@frozen(kw_only=True)
class Line:
    """What one fault did; `told`: what else there is to say, `faults`: all that is not as it should be."""

    what: str
    database: str
    accepted: int
    done: int
    lost: int
    doubled: int
    told_again: int
    told: str
    faults: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything is as it should be."""
        return not self.faults and not self.lost and not self.doubled and self.done == self.accepted


def line(what: str, database: Database, found: Reckoning, told: str, *also: str) -> Line:
    """The line of what was reckoned; `also`: faults that counting alone does not show."""
    return Line(
        what=what,
        database=database.name,
        accepted=found.accepted,
        done=found.done,
        lost=len(found.lost),
        doubled=len(found.doubled),
        told_again=found.told_again,
        told=told,
        faults=(*found.faults(), *also),
    )


@frozen(kw_only=True)
class Ground:
    """What a line of the bench stands on: a folder of its own, a database, what it was asked for."""

    folder: Path
    database: Database
    seed: int
    kills: int
    writers: int
    minutes: float = 20
    progress: Progress = field(default=lambda _done, _all: None)

    def random(self, name: str) -> Random:
        """The draws of that line."""
        return Random(f"{self.seed}/{name}/{self.database.name}")


Bench = Callable[[Ground], Iterator[Line]]
