"""INSEE's API Sirene: what it is asked, how it is read, how its silence is told."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from conseillers_adapters.registries.exchange import LARGEST_ANSWER, LONGEST_REST, REST
from conseillers_adapters.registries.patience import Fuse
from conseillers_adapters.registries.reading import UNDISCLOSED, UNNAMED
from conseillers_adapters.registries.sirene import Sirene
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment
from tests.adapters.insee_api import (
    FORMER,
    a_period,
    a_place,
    a_unit,
    an_address,
    sirene_knowing,
)
from tests.adapters.registry_api import (
    Behaviour,
    SearchService,
    a_service,
    a_siret,
    answering,
    cut,
    dripping_body,
    mute,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SIRET = a_siret(1)
KEY = "une-cle-tres-secrete"
KNOWN = Establishment(
    siret=SIRET,
    name="ATELIER DUPONT",
    source="API Sirene (INSEE)",
    as_of=NOW,
    commune="75115",
    postal_code="75015",
    address="1 RUE DE LA POSTE 75015 PARIS",
    created_on=date(2014, 4, 29),
    legal_form="5710",
    naf="43.32A",
    headcount="12",
)
NOBODY: dict[str, object] = {"denominationUniteLegale": None}


@contextmanager
def asking(
    behave: Behaviour, *, patience: float = 2.0, fuse: Fuse | None = None
) -> Iterator[tuple[Sirene, SearchService]]:
    with (
        a_service(behave) as service,
        closing(Sirene(lambda: NOW, KEY, service.address + "/", patience=patience, fuse=fuse)) as registry,
    ):
        yield registry, service


def told(**other: object) -> Establishment | None:
    with asking(answering(200, {"etablissement": a_place(KNOWN, **other)})) as (registry, _):
        return registry.find(SIRET)


def test_the_number_is_asked_for_with_the_key() -> None:
    with asking(sirene_knowing([KNOWN])) as (registry, service):
        assert registry.find(SIRET) == KNOWN
        assert service.paths == [f"/siret/{SIRET}"]
        assert service.headers[0]["X-INSEE-Api-Key-Integration"] == KEY


def test_the_period_that_runs_is_read_wherever_it_stands() -> None:
    assert told(periodesEtablissement=[FORMER, a_period(KNOWN)]) == KNOWN


def test_a_closed_establishment_is_told_closed() -> None:
    found = told(periodesEtablissement=[a_period(KNOWN, etatAdministratifEtablissement="F"), FORMER])
    assert found == evolve(KNOWN, open=False)


def test_an_activity_of_a_former_nomenclature_is_unknown() -> None:
    period = a_period(KNOWN, nomenclatureActivitePrincipaleEtablissement="NAP")
    assert told(periodesEtablissement=[period]) == evolve(KNOWN, naf=None)


def test_the_company_tells_what_its_establishment_does_not() -> None:
    unit = a_unit(KNOWN, trancheEffectifsUniteLegale="42", dateCreationUniteLegale=None)
    found = told(trancheEffectifsEtablissement=None, uniteLegale=unit)
    assert found == evolve(KNOWN, headcount="42", created_on=date(2024, 2, 3))


@pytest.mark.parametrize(
    ("unit", "period", "name"),
    [
        ({"denominationUsuelle1UniteLegale": "CHEZ DUPONT"}, {}, "CHEZ DUPONT"),
        ({"prenom1UniteLegale": "ZOÉ", "nomUniteLegale": "DURAND"}, {}, "ZOÉ DURAND"),
        ({"prenomUsuelUniteLegale": "ZOÉ", "nomUsageUniteLegale": "MARTIN"}, {}, "ZOÉ MARTIN"),
        ({}, {"denominationUsuelleEtablissement": "LE FOURNIL"}, "LE FOURNIL"),
        ({}, {"enseigne1Etablissement": "AU BON PAIN"}, "AU BON PAIN"),
        ({}, {}, UNNAMED),
    ],
)
def test_a_company_is_called_as_it_is_known(
    unit: dict[str, object], period: dict[str, object], name: str
) -> None:
    found = told(
        uniteLegale=a_unit(KNOWN, **{**NOBODY, **unit}), periodesEtablissement=[a_period(KNOWN, **period)]
    )
    assert found == evolve(KNOWN, name=name)


@pytest.mark.parametrize("status", ["P", "N"])
def test_what_is_not_disclosed_is_unknown_and_no_name_is_made_up(status: str) -> None:
    masked = dict.fromkeys(an_address(KNOWN), "[ND]") | {
        "codeCommuneEtablissement": "75115",
        "codePaysEtrangerEtablissement": None,
    }
    unit = a_unit(KNOWN, denominationUniteLegale="[ND]", nomUniteLegale="[ND]", prenom1UniteLegale="[ND]")
    found = told(statutDiffusionEtablissement=status, adresseEtablissement=masked, uniteLegale=unit)
    assert found == evolve(KNOWN, name=UNDISCLOSED, address=None, postal_code=None)


def test_a_town_without_a_street_is_no_address() -> None:
    where = an_address(
        KNOWN, numeroVoieEtablissement=None, typeVoieEtablissement=None, libelleVoieEtablissement=None
    )
    assert told(adresseEtablissement=where) == evolve(KNOWN, address=None)


def test_an_establishment_abroad_is_told_foreign() -> None:
    where = an_address(
        KNOWN,
        codeCommuneEtablissement=None,
        codePostalEtablissement=None,
        libelleCommuneEtablissement=None,
        libelleCommuneEtrangerEtablissement="BRUXELLES",
        codePaysEtrangerEtablissement="99131",
        libellePaysEtrangerEtablissement="BELGIQUE",
    )
    found = told(adresseEtablissement=where)
    abroad = "1 RUE DE LA POSTE BRUXELLES BELGIQUE"
    assert found == evolve(KNOWN, address=abroad, commune=None, postal_code=None, foreign=True)


def test_whom_insee_may_not_tell_is_known_and_untold() -> None:
    refused = answering(403, {"header": {"statut": 403, "message": "Non diffusible"}})
    with asking(refused) as (registry, _):
        bare = Establishment(siret=SIRET, name=UNDISCLOSED, source=KNOWN.source, as_of=NOW)
        assert registry.find(SIRET) == bare


@pytest.mark.parametrize("status", [404, 301])
def test_a_number_that_is_not_in_use_is_unknown(status: int) -> None:
    with asking(answering(status, {"header": {"statut": status}})) as (registry, _):
        assert registry.find(SIRET) is None


def test_words_are_looked_for_wherever_a_name_may_stand() -> None:
    with asking(sirene_knowing([KNOWN])) as (registry, service):
        assert registry.search("Dupônt OR atel*) ", 5) == ()
        assert registry.search("atelier dup", 5) == (KNOWN,)
        question = service.asked[-1]
        assert (question["nombre"], question["debut"]) == ("20", "0")
        first, second = question["q"].split(" AND ")
        assert first.startswith("(denominationUniteLegale:ATELIER* OR ")
        assert "nomUniteLegale:DUP*" in second


@pytest.mark.parametrize("text", ["ab", "", "!?", "123456789"])
def test_a_question_that_cannot_be_answered_is_not_asked(text: str) -> None:
    with asking(answering(404, "")) as (registry, service):
        assert registry.search(text, 10) == ()
        assert not service.asked or service.asked[0]["q"].startswith("(")


def test_each_company_found_is_shown_before_the_second_shop_of_one() -> None:
    second, other = evolve(KNOWN, siret=a_siret(1, 2)), evolve(KNOWN, siret=a_siret(2))
    closed = evolve(KNOWN, siret=a_siret(3), open=False)
    several = {"etablissements": [a_place(one) for one in (closed, KNOWN, second, other)]}
    with asking(answering(200, several)) as (registry, service):
        found = [one.siret for one in registry.search("dupont", 10)]
        assert found == [KNOWN.siret, other.siret, second.siret, closed.siret]
        assert len(registry.search("dupont", 50)) == 4
        assert service.asked[-1]["nombre"] == "100"


@pytest.mark.parametrize("status", [400, 404])
def test_a_refused_search_finds_nobody_and_blames_nobody(status: int) -> None:
    with asking(answering(status, {}), fuse=Fuse(failures=1)) as (registry, service):
        assert registry.search("dupont", 10) == ()
        assert registry.search("dupont", 10) == ()
        assert len(service.asked) == 2


def test_a_siret_searched_for_is_found_by_its_number() -> None:
    with asking(sirene_knowing([KNOWN])) as (registry, service):
        assert registry.search(f" {SIRET[:9]} {SIRET[9:]}", 1) == (KNOWN,)
        assert registry.search(a_siret(9), 1) == ()
        assert service.paths == [f"/siret/{SIRET}", f"/siret/{a_siret(9)}"]


WRONG: dict[str, Behaviour] = {
    "a page": answering(200, "<!doctype html>", "text/html"),
    "half a document": answering(200, '{"etablissement": '),
    "a list": answering(200, []),
    "neither one nor several": answering(200, {"header": {}}),
    "no object": answering(200, {"etablissement": 3, "etablissements": [3]}),
    "no history": answering(200, {"etablissement": a_place(KNOWN, periodesEtablissement=None)}),
    "no present": answering(200, {"etablissement": a_place(KNOWN, periodesEtablissement=[FORMER])}),
    "a number for a name": answering(
        200, {"etablissement": a_place(KNOWN, uniteLegale=a_unit(KNOWN, denominationUniteLegale=3))}
    ),
    "another establishment": answering(200, {"etablissement": a_place(KNOWN, siret=a_siret(2))}),
    "no SIRET": answering(200, {"etablissement": a_place(KNOWN, siret="12345678901234")}),
    "a company that is a text": answering(200, {"etablissement": a_place(KNOWN, uniteLegale="X")}),
    "a breakdown": answering(500, "{}"),
    "a door that is shut": answering(503, "{}"),
    "the answer cut": cut,
    "more than can be read": answering(200, " " * (LARGEST_ANSWER + 1)),
    "an unknown key": answering(401, {"message": "Unauthorized"}),
    "a key for something else": answering(403, "<html>"),
    "a key for something else, in JSON": answering(403, {"message": "Forbidden"}),
    "too many questions": answering(429, {}, Retry_After="7"),
}


@pytest.mark.parametrize("behave", WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_cannot_be_understood_is_silence(behave: Behaviour) -> None:
    with asking(behave) as (registry, _):
        with pytest.raises(RegistrySilent):
            registry.find(SIRET)
        with pytest.raises(RegistrySilent):
            registry.search("dupont", 10)


@pytest.mark.parametrize("behave", [mute, dripping_body])
def test_a_service_that_keeps_people_waiting_is_silent(behave: Behaviour) -> None:
    late = r"TooLong|ReadTimeout"  # whichever clock was faster
    with asking(behave, patience=0.2) as (registry, _), pytest.raises(RegistrySilent, match=late):
        registry.find(SIRET)


def test_a_refused_key_is_told_as_such(caplog: pytest.LogCaptureFixture) -> None:
    with asking(answering(401, {})) as (registry, _):
        with pytest.raises(RegistrySilent, match="KeyRefused"):
            registry.find(SIRET)
        assert "sirene" in caplog.text
        assert "KeyRefused" in caplog.text


@pytest.mark.parametrize("behave", [sirene_knowing([KNOWN]), answering(500, ""), answering(401, KEY)])
def test_neither_a_siret_nor_the_key_is_written_in_the_logs(
    caplog: pytest.LogCaptureFixture, behave: Behaviour
) -> None:
    caplog.set_level(logging.DEBUG)
    with asking(behave) as (registry, _):
        with suppress(RegistrySilent):
            registry.find(SIRET)
        assert SIRET not in caplog.text
        assert KEY not in caplog.text


class Hours:
    """A clock one sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("headers", "rest"),
    [
        ({"Retry_After": "12"}, 12),
        ({"Retry_After": "86400"}, LONGEST_REST),
        ({"Retry_After": "Wed, 21 Oct 2026 07:28:00 GMT"}, REST),
        ({}, REST),
    ],
)
def test_a_service_that_asks_for_rest_is_left_alone_for_as_long(headers: dict[str, str], rest: float) -> None:
    clock = Hours()
    with asking(answering(429, {}, **headers), fuse=Fuse(clock=clock)) as (registry, service):
        for _ in range(3):
            with pytest.raises(RegistrySilent):
                registry.find(SIRET)
        assert len(service.asked) == 1
        service.behave = sirene_knowing([KNOWN])
        clock.now = rest - 1
        with pytest.raises(RegistrySilent):
            registry.find(SIRET)
        clock.now = rest
        assert registry.find(SIRET) == KNOWN
