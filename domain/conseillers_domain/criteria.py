"""The criteria that narrow what a team, a branch or an institution receives (critères, CGU 4.3.A)."""

from collections.abc import Callable, Mapping
from typing import Final

from attrs import frozen

from conseillers_domain.company import FactsOnDay, plain_code


@frozen(kw_only=True)
class Criterion:
    """Conditions that must all hold for a need to be received; one that is None or empty is none.

    `subjects`: the only subjects it bears on; empty: all. Years are full years of the company's age,
    headcounts are compared with the establishment's bracket. The order of the conditions is the one in
    which the first that fails is told.
    """

    subjects: tuple[str, ...] = ()
    min_years: int | None = None
    max_years: int | None = None
    min_headcount: int | None = None
    max_headcount: int | None = None
    accepted_naf: tuple[str, ...] = ()
    accepted_legal_forms: tuple[str, ...] = ()
    excluded_naf: tuple[str, ...] = ()
    excluded_legal_forms: tuple[str, ...] = ()
    excluded_communes: tuple[str, ...] = ()


def _min_years(fewest: int, company: FactsOnDay) -> bool:
    return company.age is not None and company.age >= fewest


def _max_years(most: int, company: FactsOnDay) -> bool:
    return company.age is not None and company.age < most


def _min_headcount(fewest: int, company: FactsOnDay) -> bool:
    return company.bracket is not None and company.bracket.low >= fewest


def _max_headcount(most: int, company: FactsOnDay) -> bool:
    return company.bracket is not None and company.bracket.high < most


def _accepted_naf(codes: frozenset[str], company: FactsOnDay) -> bool:
    return company.naf in codes


def _accepted_legal_forms(codes: frozenset[str], company: FactsOnDay) -> bool:
    return company.legal_form in codes


def _excluded_naf(codes: frozenset[str], company: FactsOnDay) -> bool:
    return company.naf not in codes


def _excluded_legal_forms(codes: frozenset[str], company: FactsOnDay) -> bool:
    return company.legal_form not in codes


def _excluded_communes(codes: frozenset[str], company: FactsOnDay) -> bool:
    return codes.isdisjoint(company.communes)


@frozen
class Condition:
    """One line of the criteria's table: when it holds, and the fact to show when it does not.

    `holds` gets the expected value (a number, or the set of plain codes) and the company's facts. An
    unknown fact refuses the first six and passes the exclusions.
    """

    holds: Callable[[object, FactsOnDay], bool]
    actual: Callable[[FactsOnDay], object]


CONDITIONS: Final[Mapping[str, Condition]] = {
    "min_years": Condition(_min_years, lambda c: c.age),  # type: ignore[arg-type]
    "max_years": Condition(_max_years, lambda c: c.age),  # type: ignore[arg-type]
    "min_headcount": Condition(_min_headcount, lambda c: c.bracket and c.bracket.low),  # type: ignore[arg-type]
    "max_headcount": Condition(_max_headcount, lambda c: c.bracket and c.bracket.high),  # type: ignore[arg-type]
    "accepted_naf": Condition(_accepted_naf, lambda c: c.facts.naf),  # type: ignore[arg-type]
    "accepted_legal_forms": Condition(_accepted_legal_forms, lambda c: c.facts.legal_form),  # type: ignore[arg-type]
    "excluded_naf": Condition(_excluded_naf, lambda c: c.facts.naf),  # type: ignore[arg-type]
    "excluded_legal_forms": Condition(_excluded_legal_forms, lambda c: c.facts.legal_form),  # type: ignore[arg-type]
    "excluded_communes": Condition(_excluded_communes, lambda c: c.facts.commune),  # type: ignore[arg-type]
}
"""Every condition, in the order it is told; an order of `Criterion`'s fields that a test compares."""


@frozen
class Check:
    """One condition to hold, ready to be tried: who carries it, its name, what it expects.

    `owner`: code of the team, the branch or the institution. `expected`: as written in the directory.
    `ready`: the same, prepared for comparison.
    """

    owner: str
    criterion: str
    expected: object
    ready: object
    holds: Callable[[object, FactsOnDay], bool]

    def actual(self, company: FactsOnDay) -> object:
        """The fact this condition looked at, None when unknown."""
        return CONDITIONS[self.criterion].actual(company)


def checks(owner: str, criteria: tuple[Criterion, ...], subject: str) -> tuple[Check, ...]:
    """The conditions that bear on this subject, in the order of the document then of the table."""
    found = []
    for criterion in criteria:
        if criterion.subjects and subject not in criterion.subjects:
            continue
        for name, condition in CONDITIONS.items():
            expected = getattr(criterion, name)
            if expected is None or expected == ():
                continue
            ready = frozenset(map(plain_code, expected)) if isinstance(expected, tuple) else expected
            found.append(Check(owner, name, expected, ready, condition.holds))
    return tuple(found)
