"""Finding a commune as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.geography import CommuneSearch, official_geography
from conseillers_domain.territory import Commune, Geography

COUNTRY = official_geography()
search = CommuneSearch(COUNTRY)


def codes(query: str, limit: int = 10) -> list[str]:
    return [commune.code for commune in search(query, limit)]


def a_country(*communes: tuple[str, str, int]) -> CommuneSearch:
    found = [Commune(code, name, "01", "84", population=population) for code, name, population in communes]
    return CommuneSearch(Geography("2026", {one.code: one for one in found}, {}, {}))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("agen", "47001"),
        ("AGEN", "47001"),
        ("saint-étienne", "42218"),
        ("saint etienne", "42218"),
        ("SAINT ÉTIENNE", "42218"),
        ("St-Etienne", "42218"),
        ("Ste Menehould", "51507"),
        ("île d'yeu", "85113"),
        ("L’Île-d’Yeu", "85113"),
        ("hay les roses", "94038"),
        ("l'hay", "94038"),
        ("Œuilly", "51410"),
        ("oeuilly", "51410"),
        ("y", "80829"),
        ("lyon 3", "69383"),
        ("marseille 16e", "13216"),
        ("paris 1er", "75101"),
        ("2A004", "2A004"),
        ("2a004", "2A004"),
        ("47001", "47001"),
        ("75101", "75101"),
        ("47000", "47001"),
        ("47000 Agen", "47001"),
        ("Agen 47", "47001"),
        ("denis reunion", ""),
    ],
)
def test_what_people_type_leads_to_the_commune(query: str, first: str) -> None:
    assert next(iter(codes(query)), "") == first


def test_the_beginning_of_a_postal_code_is_enough_from_two_digits() -> None:
    found = search("472", limit=1000)
    assert found
    assert all(any(code.startswith("472") for code in one.postal_codes) for one in found)
    assert codes("47", 1) == ["47001"]


def test_one_digit_is_no_postal_code() -> None:
    assert codes("4", 1000) == [one.code for one in search("4e", 1000)]  # the fourth arrondissements only
    assert set(codes("4", 1000)) == {"75104", "69384", "13204"}


def test_an_insee_code_is_not_guessed_from_its_beginning() -> None:
    assert codes("69381") == ["69381"]
    assert codes("6938", 100) == [
        one.code for one in search("6938", 100) if "6938" in " ".join(one.postal_codes)
    ]


def test_a_code_that_is_postal_and_insee_leads_to_both_the_postal_first() -> None:
    assert codes("13001") == ["13055", "13201", "13001"]


def test_every_word_must_be_found() -> None:
    assert codes("agen zzz") == []
    assert codes("bourg bresse", 1) == ["01053"]


def test_a_word_is_found_by_its_beginning_not_its_middle() -> None:
    assert "93066" not in codes("enis", 1000)
    assert "93066" in codes("den", 1000)


def test_exact_names_come_first_then_beginnings_then_the_rest() -> None:
    country = a_country(("01001", "Grand Ars", 9000), ("01002", "Ars-en-Ré", 500), ("01003", "Ars", 10))
    assert [one.code for one in country("ars")] == ["01003", "01002", "01001"]


def test_a_shortened_saint_is_as_exact_as_the_whole_word() -> None:
    country = a_country(("01001", "Saint-Denis-le-Gros", 9000), ("01002", "Saint-Denis", 10))
    assert [one.code for one in country("st denis")] == ["01002", "01001"]
    assert [one.code for one in country("st den")] == ["01001", "01002"]


def test_st_is_also_the_beginning_of_other_names() -> None:
    assert "67482" in codes("st")
    assert codes("stras", 1) == ["67482"]


def test_the_most_inhabited_comes_first_then_the_alphabet_then_the_code() -> None:
    country = a_country(
        ("01004", "Ars-b", 5), ("01003", "Ars-a", 5), ("01002", "Ars-a", 5), ("01009", "Ars-z", 6)
    )
    assert [one.code for one in country("ars")] == ["01009", "01002", "01003", "01004"]


def test_homonyms_are_ordered_by_inhabitants() -> None:
    assert codes("Saint-Denis", 2) == ["97411", "93066"]


@pytest.mark.parametrize("query", ["", "   ", "-'’", "«»", "日本"])
def test_nothing_typed_finds_nothing(query: str) -> None:
    assert search(query) == ()


def test_at_most_what_was_asked_is_given() -> None:
    assert len(search("saint")) == 10
    assert len(search("saint", 3)) == 3
    assert search("saint", 0) == ()
    assert search("saint", -1) == ()


def test_a_very_long_query_is_read_in_part() -> None:
    assert codes("agen" + " " * 96 + "zzz", 1) == ["47001"]
    assert codes("agen" + " " * 95 + "zzz", 1) == []


@given(st.text(max_size=30), st.integers(-1, 20))
def test_any_query_is_answered(query: str, limit: int) -> None:
    found = search(query, limit)
    assert len(found) <= max(limit, 0)
    assert len(set(found)) == len(found)


@given(st.sampled_from(sorted(COUNTRY.communes)))
def test_every_commune_is_found_by_its_name_with_its_postal_code_and_by_its_code(code: str) -> None:
    commune = COUNTRY.commune(code)
    assert code in codes(" ".join((commune.name, *commune.postal_codes[:1])), 1000)
    assert code in codes(code, 1000)
