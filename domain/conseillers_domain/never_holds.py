"""Criteria that no company can meet, alone or together: whom they would keep out is everybody."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from attrs import frozen

from conseillers_domain.company import HEADCOUNTS, Bracket, CompanyFacts, FactsOnDay
from conseillers_domain.criteria import Check
from conseillers_domain.places import NOWHERE, Atlas, Places

_nothing_known: Final = partial(
    FactsOnDay, facts=CompanyFacts(commune=""), age=None, bracket=None, naf=None, legal_form=None
)
Checks = tuple[Check, ...]
Grid = Callable[[Checks], Iterator[FactsOnDay]]
"""Companies that differ in one fact: enough of them for some to pass these conditions if any can."""


def _ages(checks: Checks) -> Iterator[FactsOnDay]:
    """The youngest company there is, and the youngest that each condition accepts."""
    yield _nothing_known(age=0)
    for check in checks:
        if check.criterion == "min_years":
            assert isinstance(check.ready, int)
            yield _nothing_known(age=max(check.ready, 0))


_HEADCOUNTS: Final = tuple(_nothing_known(bracket=Bracket(*bounds)) for bounds in HEADCOUNTS.values())


def _headcounts(_: Checks) -> Iterator[FactsOnDay]:
    """Every bracket."""
    return iter(_HEADCOUNTS)


def _codes(fact: str, checks: Checks) -> Iterator[FactsOnDay]:
    """Every code that a condition names, and the unknown one: any other code does as it does."""
    yield _nothing_known()
    for check in checks:
        assert isinstance(check.ready, frozenset)
        for code in sorted(check.ready):
            yield _nothing_known(**{fact: code})


GRIDS: Final[Mapping[tuple[str, ...], Grid]] = {
    ("min_years", "max_years"): _ages,
    ("min_headcount", "max_headcount"): _headcounts,
    ("accepted_naf", "excluded_naf"): partial(_codes, "naf"),
    ("accepted_legal_forms", "excluded_legal_forms"): partial(_codes, "legal_form"),
}
"""The conditions that look at one fact, and the companies to try them on; `excluded_communes` has places.

Each condition looks at one fact only, so that conditions contradict each other inside one line or never.
"""

EXCLUDED_COMMUNES: Final = "excluded_communes"

EXACTLY: Final = 6
"""The most culprits among which the fewest are looked for: that takes longer the more there are."""


@frozen
class _Admits:
    """A condition, and whom it lets in among those tried: one bit each."""

    check: Check
    whom: int


def contradictions(checks: Checks, territory: Places, atlas: Atlas) -> Iterator[Checks]:
    """For each fact, the fewest of these conditions that no company of the territory meets together.

    When more than `EXACTLY` are needed, there may be fewer, but none of those told could be left out.
    Nothing for a fact whose conditions some company meets; an empty territory contradicts no condition.
    """
    if not checks:
        return
    once = tuple(dict.fromkeys(checks))
    for names, grid in GRIDS.items():
        own = tuple(check for check in once if check.criterion in names)
        if own:
            companies = tuple(grid(own))
            yield from _contradiction([_admits(check, companies) for check in own], (1 << len(companies)) - 1)
    yield from _contradiction(
        [_Admits(check, ~_excluded(check, atlas)) for check in once if check.criterion == EXCLUDED_COMMUNES],
        territory,
    )


def meet(checks: Checks) -> bool:
    """Whether some company, wherever it is, meets all these conditions but those on its commune."""
    if not checks:
        return True
    for names, grid in GRIDS.items():
        own = [check for check in checks if check.criterion in names]
        if own and not any(all(c.holds(c.ready, company) for c in own) for company in grid(tuple(own))):
            return False
    return True


def excluded(checks: Iterable[Check], atlas: Atlas) -> Places:
    """The places where no company meets these conditions, whatever it is."""
    places = NOWHERE
    for check in checks:
        if check.criterion == EXCLUDED_COMMUNES:
            places |= _excluded(check, atlas)
    return places


def _excluded(check: Check, atlas: Atlas) -> Places:
    """A former code excludes nowhere: a present commune never answers to it."""
    assert isinstance(check.ready, frozenset)
    return atlas.communes(check.ready)


def _admits(check: Check, companies: Sequence[FactsOnDay]) -> _Admits:
    return _Admits(check, sum(check.holds(check.ready, one) << bit for bit, one in enumerate(companies)))


def _left(everybody: int, conditions: Iterable[_Admits]) -> int:
    for condition in conditions:
        everybody &= condition.whom
    return everybody


def _contradiction(conditions: Sequence[_Admits], everybody: int) -> Iterator[Checks]:
    if not everybody or _left(everybody, conditions):
        return
    tries = (_culprits(everybody, conditions, most) for most in range(1, EXACTLY + 1))
    culprits = next((found for found in tries if found is not None), None)
    if culprits is None:
        culprits = _none_too_many(everybody, conditions)
    yield tuple(one.check for one in conditions if one in culprits)


def _none_too_many(everybody: int, conditions: Sequence[_Admits]) -> tuple[_Admits, ...]:
    """Conditions that keep everybody out, and none of which could be left out."""
    kept = tuple(conditions)
    for condition in conditions:
        others = tuple(one for one in kept if one is not condition)
        if not _left(everybody, others):
            kept = others
    return kept


def _culprits(left: int, conditions: Sequence[_Admits], most: int) -> tuple[_Admits, ...] | None:
    """At most that many conditions that keep out everybody left; None when that many cannot.

    Somebody has to keep out the first one left: each condition that does is tried in turn.
    """
    if not left:
        return ()
    first = left & -left
    for condition in conditions if most else ():
        if not condition.whom & first:
            others = _culprits(left & condition.whom, conditions, most - 1)
            if others is not None:
                return (condition, *others)
    return None
