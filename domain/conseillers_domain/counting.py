"""What a life counts for in the figures, and lives counted: each read once, none kept.

Marks add up, so do figures: of months to those of a year, of parts to those of a whole.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from attrs import Factory, frozen

from conseillers_domain.calendar import day_of
from conseillers_domain.figures import FIGURES, Figure, Mark, Value
from conseillers_domain.lives import Asked, Life, Placing, Sorting, Surveyed
from conseillers_domain.need import EXPIRY, NeedStatus, status_of
from conseillers_domain.position import HelpKind, Stance

SOON: Final = timedelta(hours=72)
"""How soon a demand should be put before teams."""

CONTENT_FROM: Final = 4
"""The mark out of five from which a company is satisfied."""

_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
"""A day has 23 to 25 of them."""

_NOTHING: Final[frozenset[Mark]] = frozenset()
_RECEIVED: Final = frozenset({Mark.RECEIVED})
_STATUS_MARKS: Final[Mapping[NeedStatus, Mark]] = {one: Mark(one.value) for one in NeedStatus}
_HELP_MARKS: Final[Mapping[HelpKind, Mark]] = {one: Mark(one.value) for one in HelpKind}


_Told: TypeAlias = Sequence[tuple[Asked, frozenset[Mark]]]
"""Some teams of a need, each with the marks of what it made of it."""


def marks_of(life: Life, at: datetime) -> frozenset[Mark]:
    """What a life shows at that instant."""
    return _marks(life, _told(life), at)


def _told(life: Life) -> _Told:
    # Half of the teams said nothing, or nothing yet.
    return [(one, frozenset(_made_of(one)) if one.moves else _NOTHING) for one in life.asked]


def _marks(life: Life, told: _Told, at: datetime) -> frozenset[Mark]:
    """What it shows before these teams only."""
    if life.need is None:
        return _RECEIVED
    status = status_of(one.stance for one, _ in told)
    found = {Mark.RECEIVED, Mark.NEED, _STATUS_MARKS[status]}
    if told:
        found.add(Mark.TRANSMITTED)
        sent = [one.sent_at for one, _ in told]
        if min(sent) - life.received_at <= SOON:
            found.add(Mark.WITHIN_72_HOURS)
        if status is NeedStatus.PENDING and at - max(sent) >= EXPIRY:
            found.add(Mark.ABANDONED)
        for _, made in told:
            found |= made
    if status is NeedStatus.HELPED and life.surveyed is not None:
        found.update(_answered(life.surveyed))
    return frozenset(found)


def _answered(said: Surveyed) -> Iterator[Mark]:
    """What a company that was helped said of it; one whose help was taken back is not asked of it."""
    yield Mark.SURVEYED
    if said.contacted:
        yield Mark.CONTACTED
    if said.useful:
        yield Mark.USEFUL
    if said.mark >= CONTENT_FROM:
        yield Mark.SATISFIED


def _made_of(asked: Asked) -> Iterator[Mark]:
    """What one team made of a need, as marks of the need."""
    stance = asked.stance
    if stance is not Stance.PENDING:
        yield Mark.POSITIONED
    taken = asked.first(Stance.TAKEN)
    if taken is not None and _within(5, asked.sent_at, taken):
        yield Mark.TAKEN_WITHIN_5_DAYS
        if _within(3, asked.sent_at, taken):
            yield Mark.TAKEN_WITHIN_3_DAYS
    helped = asked.first(Stance.CLOSED_HELPED)
    if helped is not None and _within(5, asked.sent_at, helped):
        yield Mark.HELPED_WITHIN_5_DAYS
    if stance is Stance.CLOSED_HELPED:
        for kind in asked.help:
            yield _HELP_MARKS[kind]


def _within(days: int, since: datetime, until: datetime) -> bool:
    """Whether it is so many days of France later at most: the next morning is one day later."""
    # Most waits are so short or so long that no calendar is needed, which takes ten times as long to look at.
    elapsed = until - since
    if not _DAY * days - _HOUR < elapsed <= _DAY * (days + 1) + _HOUR:
        return elapsed < _DAY * (days + 1)
    return (day_of(until) - day_of(since)).days <= days


@frozen
class Tally:
    """How many lives bear the same marks: what any figure is counted from."""

    _alike: "Counter[frozenset[Mark]]" = Factory(Counter)

    def __getitem__(self, mark: Mark) -> int:
        """How many bear that one."""
        return sum(count for marks, count in self._alike.items() if mark in marks)

    def __add__(self, other: "Tally") -> "Tally":
        """Both, which have no life in common."""
        return Tally(self._alike + other._alike)

    def add(self, marks: frozenset[Mark]) -> None:
        """One life more."""
        self._alike[marks] += 1

    def values(self) -> Iterator[tuple[Figure, Value]]:
        """Every figure of these lives."""
        return ((figure, figure.of(self.__getitem__)) for figure in FIGURES)


@frozen(kw_only=True)
class Cuts:
    """How lives are told apart, each way under a name: whole, or by the teams they were put before.

    A need put before two institutions counts once in each, by what each made of it.
    """

    whole: Mapping[str, Sorting] = Factory(dict)
    by_team: Mapping[str, Placing] = Factory(dict)


@frozen(kw_only=True)
class Counted:
    """Lives counted: all of them, and each part of every cut, by the cut's name and the part's key."""

    total: Tally
    parts: Mapping[str, dict[str | None, Tally]]

    def __add__(self, other: "Counted") -> "Counted":
        """Both, told apart alike, which have no life in common."""
        return Counted(
            total=self.total + other.total,
            parts={name: _both(parts, other.parts[name]) for name, parts in self.parts.items()},
        )


def _both(mine: Mapping[str | None, Tally], theirs: Mapping[str | None, Tally]) -> dict[str | None, Tally]:
    keys = dict.fromkeys((*mine, *theirs))
    return {key: mine.get(key, Tally()) + theirs.get(key, Tally()) for key in keys}


def count(lives: Iterable[Life], cuts: Cuts, at: datetime) -> Counted:
    """The lives counted, each read once and none kept."""
    total = Tally()
    parts = {name: defaultdict[str | None, Tally](Tally) for name in (*cuts.whole, *cuts.by_team)}
    for life in lives:
        told = _told(life)
        marks = _marks(life, told, at)
        total.add(marks)
        for name, sort in cuts.whole.items():
            parts[name][sort(life)].add(marks)
        for name, place in cuts.by_team.items():
            placed = _placed(told, place)
            for key, some in placed.items():
                parts[name][key].add(marks if len(placed) == 1 else _marks(life, some, at))
    return Counted(total=total, parts={name: dict(found) for name, found in parts.items()})


def _placed(told: _Told, place: Placing) -> dict[str | None, list[tuple[Asked, frozenset[Mark]]]]:
    """The teams of a need, by where they belong."""
    found: dict[str | None, list[tuple[Asked, frozenset[Mark]]]] = {}
    for one in told:
        found.setdefault(place(one[0].team), []).append(one)
    return found
