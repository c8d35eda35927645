"""The companies: what the official register says of them, and when it says nothing."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from attrs import evolve
from pytest_bdd import given, then, when

from conseillers_adapters.geography import official_geography
from conseillers_domain.company import (
    HEADCOUNTS,
    Establishment,
    Siret,
    SiretFault,
    headcount_label,
    parse_siret,
)
from conseillers_domain.objection_sentences import NATURES
from conseillers_domain.territory import Commune
from conseillers_features.steps.story import Story, slug
from conseillers_features.steps.wording import a_day, listed, rows, worded

UNKNOWN: Final = "inconnu"

NO_EMPLOYER: Final = "non employeuse"
"""What a company is called whose headcount the register does not even count."""

DELEGATED: Final[Mapping[str, str]] = {"Annecy-le-Vieux": "74011", "Seynod": "74268"}
"""Communes that are part of another one since, by their own codes."""

COLUMNS: Final[Mapping[str, str]] = {
    "commune": "commune",
    "adresse": "address",
    "effectif": "headcount",
    "activité": "naf",
    "forme juridique": "legal_form",
    "création": "created_on",
    "nature d’activité": "natures",
    "code NAFA": "nafa",
    "opérateur de compétences": "opco",
}
"""The columns of a table of companies, and the facts they give; the rest is always the same."""


@given("les entreprises")
def the_companies(story: Story, datatable: list[list[str]]) -> None:
    """Let the register know companies, one a line."""
    for line in rows(datatable):
        a_company(story, line.pop("entreprise"), **line)


@given(worded("l’entreprise « {name} » à {commune}"))
def a_company_in(story: Story, name: str, commune: str) -> None:
    """Let the register know a company of which only the place matters."""
    a_company(story, name, commune=commune)


@given(worded("l’entreprise « {name} », {column} « {value} »"))
def a_company_with(story: Story, name: str, column: str, value: str) -> None:
    """Let the register know a company of which one fact matters."""
    a_company(story, name, **{column: value})


@given(worded("l’entreprise « {name} », d’après le registre {state}"))
def a_company_that_is(story: Story, name: str, state: str) -> None:
    """Let the register know a company that may not be helped."""
    known = a_company(story, name)
    _known(story, name, evolve(known, open=state != "fermée", foreign=state == "à l’étranger"))


@given("le registre des entreprises ne répond plus")
def the_register_is_silent(story: Story) -> None:
    """Stop the register."""
    story.world.silence_register(silent=True)


@when("le registre des entreprises répond à nouveau")
def the_register_answers(story: Story) -> None:
    """Start it again."""
    story.world.silence_register(silent=False)


@when(worded("on cherche l’entreprise « {name} »"))
def somebody_searches(story: Story, name: str) -> None:
    """Search the register by a name."""
    story.attempt(lambda: story.world.search_companies(name))


def a_company(story: Story, name: str, **facts: str) -> Establishment:
    """A company that the register knows, with these facts and usual ones."""
    known = Establishment(
        siret=a_siret(len(story.companies) + 1),
        name=name,
        source="Registre d’essai",
        as_of=datetime(2026, 11, 1, tzinfo=UTC),
        commune=a_commune("Agen").code,
        postal_code="47000",
        address="12 place du Marché, 47000 Agen",
        created_on=datetime(2019, 5, 2, tzinfo=UTC).date(),
        legal_form="5499",
        naf="56.30Z",
        headcount="03",
    )
    for column, text in facts.items():
        known = evolve(known, **{COLUMNS[column]: _fact(column, text)})
    _known(story, name, known)
    return known


def _known(story: Story, name: str, establishment: Establishment) -> None:
    story.companies[name] = establishment
    story.world.register(establishment)


def _fact(column: str, text: str) -> Any:  # noqa: ANN401 - of the type its column has
    return None if text == UNKNOWN else FACTS.get(column, str)(text)


def _headcount(text: str) -> str:
    if text == NO_EMPLOYER:
        return "NN"
    return next(code for code in HEADCOUNTS if code != "NN" and headcount_label(code) == text)


def a_nature(label: str) -> str:
    """An activity nature of the national register, by what people call it."""
    return next(code for code, one in NATURES.items() if one == label)


@lru_cache
def a_commune(name: str) -> Commune:
    """The commune of that name, which must be the only one."""
    (found,) = (one for one in official_geography().communes.values() if one.name == name)
    return found


def commune_code(name: str) -> str:
    """The code of a commune, or of one that is part of another since."""
    return DELEGATED.get(name) or a_commune(name).code


def a_siret(rank: int) -> Siret:
    """The rank-th SIRET of these scenarios: its keys are right."""
    tried = (parse_siret(f"{80000000 + rank}{key}000{end:02}") for key in range(10) for end in range(100))
    return next(Siret(one) for one in tried if not isinstance(one, SiretFault))


@then(worded("la recherche trouve « {name} »"))
def found(story: Story, name: str) -> None:
    """The register answers."""
    assert name in story.world.search_companies(name)


FACTS: Final[Mapping[str, Callable[[str], object]]] = {
    "commune": commune_code,
    "effectif": _headcount,
    "création": lambda text: a_day(text).date(),
    "nature d’activité": lambda text: tuple(map(a_nature, listed(text))),
    "code NAFA": listed,
    "opérateur de compétences": slug,
}
"""How the columns are read whose facts are no plain text."""
