"""The criteria's table, line by line and edge by edge, through the decision a team gets."""

from datetime import date

import pytest
from attrs import astuple, fields

from conseillers_domain.criteria import CONDITIONS, Criterion
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.verdicts import Reason
from tests.builders import SUBJECT, TODAY, Changed, a_branch, a_directory, a_team, an_institution
from tests.domain.country import a_profile, decided, verdict

YEAR = TODAY.year


def kept_under(criterion: Criterion, facts: dict[str, Changed], on: date = TODAY) -> bool:
    team = a_team("team", SUBJECT, criteria=(criterion,))
    return decided(a_directory(team), a_profile(**facts), on=on).teams == ("team",)


def carried_by(carriers: set[str], criterion: Criterion) -> DirectoryDocument:
    """A team « t » of the branch « b » of the institution « i », some of which carry that criterion."""

    def given(owner: str) -> tuple[Criterion, ...]:
        return (criterion,) if owner in carriers else ()

    return a_directory(
        a_team("t", SUBJECT, branch="b", criteria=given("t")),
        branches=[a_branch("b", institution="i", criteria=given("b"))],
        institutions=[an_institution("i", criteria=given("i"))],
    )


BORN = {"created_on": date(2020, 5, 1)}


@pytest.mark.parametrize(
    ("criterion", "on", "holds"),
    [
        ({"min_years": 3}, date(2023, 4, 30), False),
        ({"min_years": 3}, date(2023, 5, 1), True),
        ({"min_years": 3}, date(2023, 5, 2), True),
        ({"max_years": 3}, date(2023, 4, 30), True),
        ({"max_years": 3}, date(2023, 5, 1), False),
        ({"max_years": 3}, date(2023, 5, 2), False),
        ({"min_years": 0}, date(2020, 5, 1), True),
        ({"min_years": 0}, date(2020, 4, 30), False),
        ({"max_years": 0}, date(2020, 5, 1), False),
        ({"max_years": 1}, date(2020, 5, 1), True),
    ],
)
def test_an_age_is_enough_on_the_anniversary_and_too_much_that_same_day(
    criterion: dict[str, int], on: date, holds: bool
) -> None:
    assert kept_under(Criterion(**criterion), BORN, on) is holds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "holds"), [(date(2023, 2, 28), False), (date(2023, 3, 1), True), (date(2024, 2, 29), True)]
)
def test_a_company_born_on_29_february_is_old_enough_on_1_march(on: date, holds: bool) -> None:
    assert kept_under(Criterion(min_years=3), {"created_on": date(2020, 2, 29)}, on) is holds
    assert kept_under(Criterion(max_years=3), {"created_on": date(2020, 2, 29)}, on) is not holds


@pytest.mark.parametrize(
    ("criterion", "bracket", "holds"),
    [
        ({"min_headcount": 10}, "03", False),
        ({"min_headcount": 10}, "11", True),
        ({"min_headcount": 11}, "11", False),
        ({"min_headcount": 0}, "NN", True),
        ({"min_headcount": 0}, "00", True),
        ({"min_headcount": 1}, "00", False),
        ({"max_headcount": 19}, "11", False),
        ({"max_headcount": 20}, "11", True),
        ({"max_headcount": 0}, "00", False),
        ({"max_headcount": 1}, "NN", True),
        ({"max_headcount": 99999}, "53", False),
        ({"max_headcount": 100000}, "53", True),
    ],
)
def test_a_bracket_is_compared_by_its_lower_bound_or_strictly_by_its_upper_one(
    criterion: dict[str, int], bracket: str, holds: bool
) -> None:
    assert kept_under(Criterion(**criterion), {"headcount": bracket}) is holds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("criterion", "facts", "holds"),
    [
        ({"accepted_naf": ("62.02A",)}, {"naf": "6202a"}, True),
        ({"accepted_naf": ("6202a",)}, {"naf": "62.02A"}, True),
        ({"accepted_naf": ("62.02A", "47.11B")}, {"naf": "47.11B"}, True),
        ({"accepted_naf": ("62.02A",)}, {"naf": "62.02B"}, False),
        ({"accepted_naf": ("62",)}, {"naf": "62.02B"}, False),
        ({"accepted_legal_forms": ("5710",)}, {"legal_form": "57.10"}, True),
        ({"accepted_legal_forms": ("5710",)}, {"legal_form": "5720"}, False),
        ({"excluded_naf": ("62.02A",)}, {"naf": "6202a"}, False),
        ({"excluded_naf": ("62.02A",)}, {"naf": "62.02B"}, True),
        ({"excluded_legal_forms": ("5710",)}, {"legal_form": "5710"}, False),
        ({"excluded_legal_forms": ("5710",)}, {"legal_form": "5720"}, True),
        ({"excluded_communes": ("47001",)}, {"commune": "47001"}, False),
        ({"excluded_communes": ("47001",)}, {"commune": "47195"}, True),
        ({"excluded_communes": ("2a004",)}, {"commune": "2A004"}, False),
        ({"excluded_communes": ("75056",)}, {"commune": "75101"}, False),
        ({"excluded_communes": ("75101",)}, {"commune": "75101"}, False),
        ({"excluded_communes": ("75101",)}, {"commune": "75056"}, True),
        ({"excluded_communes": ("55386",)}, {"commune": "55273"}, False),
        ({"excluded_communes": ("55273",)}, {"commune": "55273"}, False),
        ({"excluded_communes": ("55273",)}, {"commune": "55386"}, True),
    ],
)
def test_lists_of_codes_accept_or_exclude_whatever_dots_and_case(
    criterion: dict[str, tuple[str, ...]], facts: dict[str, Changed], holds: bool
) -> None:
    assert kept_under(Criterion(**criterion), facts) is holds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("criterion", "holds"),
    [
        ({"min_years": 0}, False),
        ({"max_years": 99}, False),
        ({"min_headcount": 0}, False),
        ({"max_headcount": 999999}, False),
        ({"accepted_naf": ("62.02A",)}, False),
        ({"accepted_legal_forms": ("5710",)}, False),
        ({"excluded_naf": ("62.02A",)}, True),
        ({"excluded_legal_forms": ("5710",)}, True),
    ],
)
@pytest.mark.parametrize("headcount", [None, "99"])
def test_an_unknown_fact_refuses_a_demand_and_passes_an_exclusion(
    criterion: dict[str, Changed], holds: bool, headcount: str | None
) -> None:
    assert kept_under(Criterion(**criterion), {"headcount": headcount}) is holds


@pytest.mark.parametrize("name", [one.name for one in fields(Criterion) if one.default == ()])
def test_an_empty_list_is_no_condition(name: str) -> None:
    nothing: dict[str, Changed] = {name: ()}
    assert kept_under(Criterion(**nothing), {})


def test_a_criterion_that_says_nothing_bears_on_every_subject_and_asks_for_nothing() -> None:
    assert astuple(Criterion()) == ((), *[None] * 4, *[()] * 5)
    assert kept_under(Criterion(), {})


def test_zero_is_a_condition() -> None:
    assert not kept_under(Criterion(min_headcount=0), {})
    assert not kept_under(Criterion(max_years=0), {"created_on": TODAY})


@pytest.mark.parametrize(
    ("subjects", "bears"),
    [((), True), ((SUBJECT,), True), (("investir",), False), (("investir", SUBJECT), True)],
)
@pytest.mark.parametrize("owner", ["t", "b", "i"])
def test_a_criterion_bound_to_other_subjects_is_ignored_whoever_carries_it(
    owner: str, subjects: tuple[str, ...], bears: bool
) -> None:
    document = carried_by({owner}, Criterion(subjects=subjects, min_headcount=10))
    assert decided(document, a_profile(headcount="03")).teams == (() if bears else ("t",))


def test_the_order_of_the_conditions_is_that_of_the_fields() -> None:
    assert list(CONDITIONS) == [one.name for one in fields(Criterion) if one.name != "subjects"]


EVERYTHING_FAILS = Criterion(
    min_years=10,
    max_years=5,
    min_headcount=50,
    max_headcount=3,
    accepted_naf=("62.02A",),
    accepted_legal_forms=("5710",),
    excluded_naf=("47.11B",),
    excluded_legal_forms=("5499",),
    excluded_communes=("47001",),
)
FACTS: dict[str, Changed] = {
    "created_on": TODAY.replace(year=YEAR - 7),
    "headcount": "03",
    "naf": "47.11b",
    "legal_form": "5499",
}
TOLD = [
    ("min_years", 10, 7),
    ("max_years", 5, 7),
    ("min_headcount", 50, 6),
    ("max_headcount", 3, 9),
    ("accepted_naf", ("62.02A",), "47.11b"),
    ("accepted_legal_forms", ("5710",), "5499"),
    ("excluded_naf", ("47.11B",), "47.11b"),
    ("excluded_legal_forms", ("5499",), "5499"),
    ("excluded_communes", ("47001",), "47001"),
]


@pytest.mark.parametrize("rank", range(len(TOLD)))
def test_the_first_condition_that_fails_is_told_as_written_with_the_fact_found(rank: int) -> None:
    names = list(CONDITIONS)
    remaining = Criterion(**{name: getattr(EVERYTHING_FAILS, name) for name in names[rank:]})
    found = verdict(
        decided(a_directory(a_team("t", SUBJECT, criteria=(remaining,))), a_profile(**FACTS)), "t"
    )
    assert (found.reason, found.owner) == (Reason.CRITERION, "t")
    assert (found.criterion, found.expected, found.actual) == TOLD[rank]


def test_an_unknown_fact_is_told_as_nothing() -> None:
    for name in ("min_years", "min_headcount", "max_headcount", "accepted_naf"):
        demanding = Criterion(**{name: getattr(EVERYTHING_FAILS, name)})
        found = verdict(decided(a_directory(a_team("t", SUBJECT, criteria=(demanding,)))), "t")
        assert (found.criterion, found.actual) == (name, None)


@pytest.mark.parametrize(
    "carriers", [{"t"}, {"b"}, {"i"}, {"t", "b"}, {"b", "i"}, {"t", "i"}, {"t", "b", "i"}]
)
def test_every_level_has_its_say_and_the_team_then_the_branch_then_the_institution_is_told(
    carriers: set[str],
) -> None:
    document = carried_by(carriers, Criterion(max_headcount=1))
    found = verdict(decided(document, a_profile(headcount="01")), "t")
    assert found.owner == next(owner for owner in "tbi" if owner in carriers)
    assert decided(document, a_profile(headcount="00")).teams == ("t",)


def test_inside_a_level_the_order_of_the_document_is_told_before_that_of_the_table() -> None:
    criteria = (Criterion(accepted_naf=("62.02A",)), Criterion(min_years=10))
    found = verdict(decided(a_directory(a_team("t", SUBJECT, criteria=criteria)), a_profile(**FACTS)), "t")
    assert found.criterion == "accepted_naf"


def test_criteria_of_a_level_are_all_to_hold() -> None:
    criteria = (Criterion(min_years=1), Criterion(min_headcount=50))
    found = verdict(decided(a_directory(a_team("t", SUBJECT, criteria=criteria)), a_profile(**FACTS)), "t")
    assert found.criterion == "min_headcount"
