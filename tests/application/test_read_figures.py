"""Figures as each reader is told them, and the files made of them."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_application.export_figures import MakeExport
from conseillers_application.exports import Export, ExportFormat, ExportKind, ExportRequest
from conseillers_application.figure_ground import FigureGround
from conseillers_application.figure_views import By, FiguresPage, FiguresRequest
from conseillers_application.public_figures import ReadPublicFigures
from conseillers_application.read_figures import Whose, a_year_before
from conseillers_domain.accounts import Person, Role
from conseillers_domain.company import Siret
from conseillers_domain.errors import Invalid, NotFound
from conseillers_domain.events import ExportAsked
from tests.application.service import CATALOGUE, Service
from tests.builders import DAY, NOW, an_establishment
from tests.domain.country import COUNTRY

SIRETS = [Siret(one) for one in ("00000001800010", "00000002600005", "00000003400009")]


def numbers(page: FiguresPage) -> dict[str, int]:
    return {one.code: one.numerator for one in page.figures if one.numerator}


def person(*roles: Role, institution: str | None = None, landings: tuple[str, ...] = ()) -> Person:
    return Person(
        id="qui",
        email="qui@example.org",
        name="Qui",
        roles=frozenset(roles),
        institution=institution,
        landings=landings,
    )


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 23), date(2025, 12, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2025, 2, 1)),
        (date(1, 11, 30), date.min),
        (date(1, 12, 1), date.min),
    ],
)
def test_twelve_months_end_on_a_day_and_begin_with_a_month(day: date, first: date) -> None:
    assert a_year_before(day) == first


def test_a_pilot_whose_institution_left_the_directory_has_figures_of_nothing(service: Service) -> None:
    service.deposited()
    pilot = person(Role.PILOT, institution="partie")
    assert numbers(service.read_figures.own(pilot, Whose.INSTITUTION, FiguresRequest())) == {}


@pytest.mark.parametrize("whose", [Whose.TEAMS, Whose.INSTITUTION, Whose.LANDINGS])
def test_a_role_alone_gives_no_figures(service: Service, whose: Whose) -> None:
    with pytest.raises(NotFound):
        service.read_figures.own(person(Role.PILOT, Role.PARTNER, Role.ADVISOR), whose, FiguresRequest())
    roleless = person(institution="cci", landings=("accueil",))
    with pytest.raises(NotFound):
        service.read_figures.own(roleless, whose, FiguresRequest())


def test_a_partner_reads_the_figures_of_its_own_pages_only(service: Service) -> None:
    service.deposited()
    partner, other = (person(Role.PARTNER, landings=(one,)) for one in ("accueil", "relue"))
    assert numbers(service.read_figures.own(partner, Whose.LANDINGS, FiguresRequest()))["needs"] == 1
    assert numbers(service.read_figures.own(other, Whose.LANDINGS, FiguresRequest())) == {}


def test_what_nobody_knows_more_of_has_a_name(service: Service) -> None:
    service.knows(
        an_establishment(),
        an_establishment(siret=SIRETS[1], commune="99999"),
        an_establishment(siret=SIRETS[2]),
    )
    for siret in SIRETS:
        service.deposited(siret=siret, email=f"a{siret}@example.org")
    service.registry = MemoryRegistry([], silent=True)
    service.deposited(email="muet@example.org")
    service.without_team("cci-47")
    page = service.read_figures.page(FiguresRequest(by=tuple(By)))
    found = {cut.by: [one.label for one in cut.parts] for cut in page.breakdowns}
    assert found[By.INSTITUTION] == ["Urssaf", "Équipes qui ne sont plus dans l’annuaire"]
    assert found[By.REGION][-1] == "Région inconnue"
    assert found[By.ORIGIN] == ["Site non précisé"]
    assert "cci-47" in found[By.TEAM]
    with service.store.read() as work:
        ground = FigureGround.of(work, COUNTRY)
    emptied = FigureGround(evolve(CATALOGUE, themes=()), ground.directory, COUNTRY)
    assert emptied.label(By.THEME, None) == "Thème retiré du catalogue"
    assert emptied.label(By.SUBJECT, "recruter") == "recruter"
    assert [by for by in By if not by.label] == []


def public(service: Service, least: int = 10) -> ReadPublicFigures:
    return ReadPublicFigures(read=service.store.read, geography=COUNTRY, now=service.now, least=least)


def test_small_parts_are_told_together_until_they_are_many(service: Service) -> None:
    service.knows(*(an_establishment(siret=one) for one in SIRETS))
    for siret in SIRETS:
        service.deposited(siret=siret, email=f"a{siret}@example.org")
    service.at += DAY
    institutions = FiguresRequest(by=(By.INSTITUTION,))

    def told(least: int) -> list[tuple[str | None, int]]:
        (cut,) = public(service, least)(institutions).breakdowns
        return [(one.key, one.figures[0].numerator) for one in cut.parts]

    assert told(3) == [("cci", 3), ("urssaf", 3)]
    assert told(4) == [("others", 6)]
    assert told(100) == [("others", 6)]


def test_public_figures_of_nothing_are_nothing(service: Service) -> None:
    page = public(service)(FiguresRequest(by=(By.REGION, By.MONTH, By.REGION)))
    assert numbers(page) == {}
    assert [(one.by, one.parts) for one in page.breakdowns] == [(By.REGION, ()), (By.MONTH, ())]


def test_months_counted_once_are_added_to_those_asked_for_since(service: Service) -> None:
    read = public(service)
    service.at -= 40 * DAY
    service.deposited()
    service.at = NOW
    service.deposited(email="autre@example.org")
    service.at += DAY
    november = FiguresRequest(since=date(2026, 11, 2), until=date(2026, 11, 2))
    assert numbers(read(november))["demands_received"] == 1
    assert numbers(read(FiguresRequest()))["demands_received"] == 2
    service.deposited(email="encore@example.org")
    assert numbers(read(FiguresRequest()))["demands_received"] == 2


def test_what_is_not_public_is_refused_at_once_and_all_of_it(service: Service) -> None:
    with pytest.raises(Invalid) as refused:
        public(service)(FiguresRequest(theme="a", origin="b"))
    assert [one.pointer for one in refused.value.faults] == ["/theme", "/origin"]
    with pytest.raises(Invalid) as refused:
        public(service)(FiguresRequest(by=(By.TEAM, By.MONTH, By.ORIGIN)))
    assert [one.code for one in refused.value.faults] == ["not_public", "not_public"]


def test_a_file_is_made_once_and_none_for_what_is_forgotten(service: Service) -> None:
    request = ExportRequest(kind=ExportKind.FIGURES, format=ExportFormat.CSV)
    export = Export(id="un", by="staff", asked_at=NOW, request=request)
    with service.store.begin() as work:
        work.exports.add(export)
    make: MakeExport = service.make_export
    make("fait", ExportAsked(export="un", at=NOW))
    with service.store.read() as work:
        first = work.exports.content("un")
    service.deposited()
    make("fait", ExportAsked(export="un", at=NOW))
    make("fait", ExportAsked(export="oublié", at=NOW))
    with service.store.read() as work:
        assert work.exports.content("un") == first
        assert work.exports.find("oublié") is None
