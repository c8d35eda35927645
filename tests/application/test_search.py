"""Finding a company or a commune by what people type."""

import pytest

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_application.folding import folded, folded_words
from conseillers_application.search import (
    CommuneFound,
    CompanyFound,
    SearchCommunes,
    SearchCompanies,
)
from conseillers_domain.errors import Invalid, Unavailable
from conseillers_domain.territory import Commune
from tests.application.service import naf_label
from tests.builders import AGEN, SIRET, an_establishment
from tests.domain.country import COUNTRY


def companies(registry: MemoryRegistry) -> SearchCompanies:
    """A search in that registry."""
    return SearchCompanies(registry=registry, geography=COUNTRY, naf_label=naf_label)


def test_a_company_is_found_with_its_activity_and_place_in_words() -> None:
    registry = MemoryRegistry([an_establishment(postal_code="47000")])
    assert companies(registry)("épicerie") == (
        CompanyFound(
            siret=SIRET,
            siren="000000018",
            name="L’Épicerie du Marché",
            activity="Supérettes",
            commune="47001",
            commune_name="Agen",
            postal_code="47000",
            open=True,
        ),
    )


@pytest.mark.parametrize(("commune", "naf"), [(None, None), ("99999", "00.00Z")])
def test_a_company_found_may_have_no_place_nor_activity_in_words(
    commune: str | None, naf: str | None
) -> None:
    (found,) = companies(MemoryRegistry([an_establishment(commune=commune, naf=naf)]))(SIRET)
    assert (found.commune, found.commune_name, found.activity) == (commune, None, None)


def test_a_blank_search_asks_nobody() -> None:
    assert companies(MemoryRegistry(silent=True))("  ") == ()


def test_a_silent_registry_says_that_the_siret_can_be_typed() -> None:
    with pytest.raises(Unavailable, match="Saisissez directement votre numéro SIRET") as silent:
        companies(MemoryRegistry(silent=True))("épicerie")
    assert (silent.value.code, silent.value.retry_after) == ("registry_silent", 60)


def test_as_many_companies_are_found_as_were_asked_for() -> None:
    registry = MemoryRegistry([an_establishment(siret=f"0000000180001{rank}") for rank in range(5)])
    assert len(companies(registry)("épicerie", limit=3)) == 3


def test_communes_are_found_by_what_people_type_and_none_for_nothing() -> None:
    asked = []

    def search(query: str, limit: int = 10) -> tuple[Commune, ...]:
        asked.append((query, limit))
        return (AGEN,)

    find = SearchCommunes(search=search)
    assert find("agen", limit=3) == (
        CommuneFound(code="47001", name="Agen", departement="47", postal_codes=("47000",)),
    )
    assert find("  ") == ()
    assert asked == [("agen", 3)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Café de l’Été", "cafe de l ete"),
        ("Œuvre & Æther", "oeuvre aether"),
        ("  À-Côté  ", "a cote"),
        ("ﬁn 2²", "fin 22"),
        ("", ""),
        ("…", ""),
    ],
)
def test_text_is_folded_to_plain_words(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_words_searched_for_count_once_and_the_first_ten_only() -> None:
    assert folded_words("Agen agen, AGEN 47") == ("agen", "47")
    assert folded_words(" ".join(map(str, range(30)))) == tuple(map(str, range(10)))


def test_a_search_nobody_would_type_asks_nobody() -> None:
    def never(query: str, limit: int = 10) -> tuple[Commune, ...]:
        raise AssertionError(query, limit)

    for find in (companies(MemoryRegistry(silent=True)), SearchCommunes(search=never)):
        with pytest.raises(Invalid) as refused:
            find("é" * 201)
        assert [(one.pointer, one.code) for one in refused.value.faults] == [("/q", "too_long")]
