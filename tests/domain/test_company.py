"""What is known of a company: brackets, ages, codes, and the facts routing and sheets read."""

from datetime import date, timedelta

import pytest
from attrs import asdict, fields
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.company import (
    HEADCOUNTS,
    Bracket,
    CompanyFacts,
    FactsOnDay,
    age_in_years,
    headcount_label,
    plain_code,
)
from tests.builders import SIRET, an_establishment

OFFICIAL = """
NN 0-0, 00 0-0, 01 1-2, 02 3-5, 03 6-9, 11 10-19, 12 20-49, 21 50-99, 22 100-199, 31 200-249, 32 250-499,
41 500-999, 42 1000-1999, 51 2000-4999, 52 5000-9999, 53 10000-99999
"""


def test_the_brackets_are_those_of_the_statistics_institute() -> None:
    lines = (line.split() for line in OFFICIAL.strip().replace("\n", " ").split(","))
    said = {code: tuple(map(int, bounds.split("-"))) for code, bounds in lines}
    assert said == HEADCOUNTS


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("NN", "Aucun salarié"),
        ("00", "Aucun salarié"),
        ("01", "1 à 2 salariés"),
        ("12", "20 à 49 salariés"),
        ("99", None),
        ("", None),
        (None, None),
    ],
)
def test_a_bracket_reads_in_french(code: str | None, label: str | None) -> None:
    assert headcount_label(code) == label


@pytest.mark.parametrize(
    ("code", "plain"),
    [("62.02A", "6202A"), ("62.02a", "6202A"), ("6202A", "6202A"), (" 62 02 a ", "6202A"), ("", "")],
)
def test_codes_are_compared_without_dots_nor_case(code: str, plain: str) -> None:
    assert plain_code(code) == plain


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2020, 5, 1), date(2024, 4, 30), 3),
        (date(2020, 5, 1), date(2024, 5, 1), 4),
        (date(2020, 5, 1), date(2020, 5, 1), 0),
        (date(2020, 5, 1), date(2020, 4, 30), -1),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 2, 29), date(2024, 2, 28), 3),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
        (date(1999, 12, 31), date(2000, 1, 1), 0),
    ],
)
def test_a_company_ages_on_its_anniversary_and_on_1_march_when_born_on_29_february(
    born: date, on: date, years: int
) -> None:
    assert age_in_years(born, on) == years


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 60_000))
def test_an_age_is_the_count_of_anniversaries_met(born: date, days: int) -> None:
    on = born + timedelta(days=days)

    def anniversary(year: int) -> date:
        try:
            return born.replace(year=year)
        except ValueError:
            return date(year, 3, 1)

    met = sum(anniversary(year) <= on for year in range(born.year + 1, on.year + 1))
    assert age_in_years(born, on) == met


def test_an_establishment_gives_routing_every_fact_it_has() -> None:
    known = an_establishment(legal_form="5710", natures=("COMMERCIALE",), nafa=("1071DA",), opco="akto")
    facts = known.facts()
    assert facts is not None
    assert asdict(facts) == {field.name: getattr(known, field.name) for field in fields(CompanyFacts)}


def test_an_establishment_whose_place_is_unknown_gives_routing_nothing() -> None:
    assert an_establishment(commune=None).facts() is None


def test_an_establishment_belongs_to_the_company_of_its_siren() -> None:
    assert an_establishment().siren == SIRET[:9]


def test_what_a_registry_does_not_tell_is_named_for_the_sheet() -> None:
    bare = an_establishment(commune=None, naf=None, headcount=None, created_on=None)
    assert bare.missing == ("address", "commune", "created_on", "headcount", "legal_form", "naf")
    whole = an_establishment(address="1 place de la Mairie", legal_form="5710")
    assert whole.missing == ()


@pytest.mark.parametrize("code", [None, "", "99", "nn"])
def test_a_headcount_outside_the_brackets_is_unknown_on_the_day(code: str | None) -> None:
    facts = CompanyFacts(commune="47001", headcount=code)
    assert FactsOnDay.of(facts, date(2026, 1, 1), communes=("47001",), mayotte=False).bracket is None


def test_facts_are_prepared_once_for_the_day() -> None:
    facts = CompanyFacts(
        commune="55273", created_on=date(2020, 1, 2), legal_form="57.10", naf="62.02a", headcount="03"
    )
    assert FactsOnDay.of(facts, date(2026, 1, 1), communes=("55273", "55386"), mayotte=False) == FactsOnDay(
        facts=facts,
        age=5,
        bracket=Bracket(6, 9),
        naf="6202A",
        legal_form="5710",
        communes=("55273", "55386"),
        mayotte=False,
    )
