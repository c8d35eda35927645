"""Criteria that no company meets: found if and only if none of a whole grid of companies passes."""

from functools import lru_cache
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.company import HEADCOUNTS, Bracket, CompanyFacts, FactsOnDay
from conseillers_domain.criteria import CONDITIONS, Check, Criterion, checks
from conseillers_domain.never_holds import EXACTLY, EXCLUDED_COMMUNES, GRIDS, contradictions, excluded, meet
from conseillers_domain.places import atlas_of, ranks
from tests.builders import SUBJECT
from tests.domain.country import COMMUNES, COUNTRY, in_commune

ATLAS = atlas_of(COUNTRY)
AGES = (None, *range(8))
BRACKETS = (None, *sorted(set(HEADCOUNTS.values())))
NAFS = ("6202A", "4711B", "9999Z", None)
FORMS = ("5710", "5499", "9999", None)


@lru_cache(maxsize=8)
def companies(territory: int) -> list[FactsOnDay]:
    return [
        FactsOnDay(
            facts=CompanyFacts(commune=ATLAS.codes[rank]),
            age=age,
            bracket=bracket and Bracket(*bracket),
            naf=naf,
            legal_form=form,
            communes=COUNTRY.own_codes(ATLAS.codes[rank]),
        )
        for rank, age, bracket, naf, form in product(ranks(territory), AGES, BRACKETS, NAFS, FORMS)
    ]


def passes(conditions: tuple[Check, ...], company: FactsOnDay) -> bool:
    return all(one.holds(one.ready, company) for one in conditions)


def somebody_passes(conditions: tuple[Check, ...], grid: list[FactsOnDay]) -> bool:
    return any(passes(conditions, company) for company in grid)


def fact_of(criterion: str) -> tuple[str, ...]:
    return next((names for names in GRIDS if criterion in names), (EXCLUDED_COMMUNES,))


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), max_size=3).map(tuple)


def number(*values: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.sampled_from(values)


criteria = st.builds(
    Criterion,
    min_years=number(0, 1, 3, 7),
    max_years=number(0, 1, 3, 4),
    min_headcount=number(0, 1, 10, 11, 100),
    max_headcount=number(0, 1, 10, 20, 21),
    accepted_naf=some("62.02A", "6202a", "4711B"),
    accepted_legal_forms=some("5710", "54.99"),
    excluded_naf=some("62.02A", "4711B"),
    excluded_legal_forms=some("5710", "5499"),
    excluded_communes=some("47001", "47195", "75056", "75101", "55273", "2a004", "85113"),
)
levels = st.lists(criteria, min_size=1, max_size=3).map(
    lambda found: tuple(
        check for owner, one in zip("tbi", found, strict=False) for check in checks(owner, (one,), SUBJECT)
    )
)
TERRITORIES = [
    ATLAS.communes(codes)
    for codes in (["47001"], ["47001", "47195"], ["75101"], ["75056"], ["55386", "2A004"], list(COMMUNES))
]
at_random = settings(max_examples=60, deadline=None)
few = settings(max_examples=20, deadline=None)


@at_random
@given(levels, st.sampled_from(TERRITORIES))
def test_a_contradiction_is_found_if_and_only_if_no_company_of_the_territory_passes(
    conditions: tuple[Check, ...], territory: int
) -> None:
    found = list(contradictions(conditions, territory, ATLAS))
    assert bool(found) is not somebody_passes(conditions, companies(territory))


@at_random
@given(levels, st.sampled_from(TERRITORIES))
def test_the_culprits_keep_everybody_out_and_no_fewer_on_that_fact_do(
    conditions: tuple[Check, ...], territory: int
) -> None:
    grid = companies(territory)
    for culprits in contradictions(conditions, territory, ATLAS):
        assert not somebody_passes(culprits, grid)
        (fact,) = {fact_of(one.criterion) for one in culprits}
        others = [one for one in conditions if one.criterion in fact]
        for fewer in combinations(others, len(culprits) - 1):
            assert somebody_passes(fewer, grid)


@few
@given(levels)
def test_companies_meet_conditions_wherever_they_are_unless_no_place_is_left(
    conditions: tuple[Check, ...],
) -> None:
    grid = companies(ATLAS.everywhere)
    elsewhere = tuple(one for one in conditions if one.criterion != EXCLUDED_COMMUNES)
    assert meet(conditions) is somebody_passes(elsewhere, grid)
    left = {one.facts.commune for one in grid if passes(conditions, one)}
    if left:
        assert left == {ATLAS.codes[rank] for rank in ranks(ATLAS.everywhere & ~excluded(conditions, ATLAS))}


def told(territory: int, **by_owner: Criterion) -> list[list[str]]:
    conditions = tuple(
        check for owner, criterion in by_owner.items() for check in checks(owner, (criterion,), SUBJECT)
    )
    found = contradictions(conditions, territory, ATLAS)
    return [[f"{one.owner} {one.criterion}" for one in culprits] for culprits in found]


@pytest.mark.parametrize(
    ("criteria", "culprits"),
    [
        ({"t": Criterion(min_years=10), "b": Criterion(max_years=5)}, [["t min_years", "b max_years"]]),
        ({"t": Criterion(min_years=5), "b": Criterion(max_years=5)}, [["t min_years", "b max_years"]]),
        ({"t": Criterion(min_years=4), "b": Criterion(max_years=5)}, []),
        ({"t": Criterion(min_years=9), "b": Criterion(max_years=0)}, [["b max_years"]]),
        ({"t": Criterion(min_headcount=10), "b": Criterion(max_headcount=20)}, []),
        ({"t": Criterion(min_headcount=10, max_headcount=19)}, [["t min_headcount", "t max_headcount"]]),
        ({"t": Criterion(min_headcount=10001)}, [["t min_headcount"]]),
        ({"t": Criterion(max_headcount=0)}, [["t max_headcount"]]),
        (
            {"t": Criterion(accepted_naf=("62.02A",)), "b": Criterion(accepted_naf=("6202b",))},
            [["t accepted_naf", "b accepted_naf"]],
        ),
        ({"t": Criterion(accepted_naf=("62.02A",)), "b": Criterion(accepted_naf=("6202a",))}, []),
        (
            {"t": Criterion(accepted_naf=("62.02A",)), "i": Criterion(excluded_naf=("6202a", "4711B"))},
            [["t accepted_naf", "i excluded_naf"]],
        ),
        (
            {
                "t": Criterion(accepted_legal_forms=("1", "2")),
                "b": Criterion(accepted_legal_forms=("2", "3")),
                "i": Criterion(accepted_legal_forms=("3", "1")),
            },
            [["t accepted_legal_forms", "b accepted_legal_forms", "i accepted_legal_forms"]],
        ),
        ({"t": Criterion(excluded_naf=("6202A",), excluded_legal_forms=("5710",))}, []),
        (
            {"t": Criterion(max_years=0, max_headcount=0), "b": Criterion(max_years=0)},
            [["t max_years"], ["t max_headcount"]],
        ),
        ({"t": Criterion(min_years=-3, max_years=1)}, []),
        ({}, []),
    ],
)
def test_the_conditions_that_contradict_each_other_are_told_fact_by_fact(
    criteria: dict[str, Criterion], culprits: list[list[str]]
) -> None:
    assert told(ATLAS.everywhere, **criteria) == culprits


def test_excluded_communes_contradict_a_territory_they_empty_and_no_other() -> None:
    lot = ATLAS.communes(["47001", "47195"])
    apart = {"t": Criterion(excluded_communes=("47001",)), "b": Criterion(excluded_communes=("47195",))}
    assert told(lot, **apart) == [["t excluded_communes", "b excluded_communes"]]
    assert told(lot | ATLAS.within(in_commune("2A004")), **apart) == []
    assert told(ATLAS.communes(["75101"]), t=Criterion(excluded_communes=("75056",))) == [
        ["t excluded_communes"]
    ]
    assert told(ATLAS.communes(["75056"]), t=Criterion(excluded_communes=("75101",))) == []
    assert told(0, t=Criterion(excluded_communes=("47001",))) == []


@pytest.mark.parametrize("count", [EXACTLY - 1, EXACTLY, 40])
def test_of_many_culprits_none_could_be_left_out(count: int) -> None:
    codes = [f"{rank:04}Z" for rank in range(count)]
    rules = (
        *(Criterion(excluded_naf=(code,)) for code in codes),
        Criterion(accepted_naf=tuple(codes)),
        Criterion(excluded_naf=tuple(codes[1:])),
        Criterion(excluded_naf=("9999Z",)),
    )
    (culprits,) = contradictions(checks("t", rules, SUBJECT), ATLAS.everywhere, ATLAS)
    assert [one.expected for one in culprits] == [(codes[0],), tuple(codes), tuple(codes[1:])]
    needed, idle = rules[: count + 1], rules[-1]
    (culprits,) = contradictions(checks("t", (idle, *needed), SUBJECT), ATLAS.everywhere, ATLAS)
    assert culprits == checks("t", needed, SUBJECT)


def test_the_same_condition_written_twice_is_told_once() -> None:
    twice = checks("t", (Criterion(max_years=0), Criterion(max_years=0)), SUBJECT)
    (culprits,) = contradictions(twice, ATLAS.everywhere, ATLAS)
    assert len(culprits) == 1


def test_every_condition_looks_at_a_fact_that_is_looked_into() -> None:
    known = [name for names in GRIDS for name in names]
    assert sorted([*known, EXCLUDED_COMMUNES]) == sorted(CONDITIONS)
