"""API Entreprise: what it is asked and told of the question, how it is read, how its silence is told."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from conseillers_adapters.registries.api_entreprise import ApiEntreprise, Purpose
from conseillers_adapters.registries.exchange import LARGEST_ANSWER
from conseillers_adapters.registries.patience import Fuse
from conseillers_adapters.registries.reading import UNDISCLOSED, UNNAMED
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment
from tests.adapters.insee_api import a_data, an_organisation, api_entreprise_knowing
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
TOKEN = "un-jeton-tres-secret"
PURPOSE = Purpose(context="Aide aux entreprises", recipient="13002526500013", object="Mise en relation")
KNOWN = Establishment(
    siret=SIRET,
    name="ATELIER DUPONT",
    source="API Entreprise (INSEE)",
    as_of=NOW,
    commune="13201",
    postal_code="13001",
    address="1 RUE DE LA POSTE 13001 MARSEILLE",
    created_on=date(2014, 4, 29),
    legal_form="5710",
    naf="43.32A",
    headcount="12",
)
NO_ORGANISATION = {"raison_sociale": None}


@contextmanager
def asking(
    behave: Behaviour, *, patience: float = 2.0, fuse: Fuse | None = None
) -> Iterator[tuple[ApiEntreprise, SearchService]]:
    with (
        a_service(behave) as service,
        closing(
            ApiEntreprise(lambda: NOW, TOKEN, PURPOSE, service.address, patience=patience, fuse=fuse)
        ) as registry,
    ):
        yield registry, service


def told(**other: object) -> Establishment | None:
    with asking(answering(200, {"data": a_data(KNOWN, **other)})) as (registry, _):
        return registry.find(SIRET)


def test_each_question_says_who_asks_and_why() -> None:
    with asking(api_entreprise_knowing([KNOWN])) as (registry, service):
        assert registry.find(SIRET) == KNOWN
        assert service.paths == [f"/v3/insee/sirene/etablissements/{SIRET}"]
        assert service.asked == [
            {"context": "Aide aux entreprises", "recipient": "13002526500013", "object": "Mise en relation"}
        ]
        assert service.headers[0]["Authorization"] == f"Bearer {TOKEN}"


def test_an_unknown_siret_is_unknown() -> None:
    with asking(api_entreprise_knowing([KNOWN])) as (registry, _):
        assert registry.find(a_siret(2)) is None


def test_a_closed_establishment_is_told_closed() -> None:
    assert told(etat_administratif="F") == evolve(KNOWN, open=False)


def test_an_activity_of_a_former_nomenclature_is_unknown() -> None:
    old = {"code": "52.1B", "nomenclature": "NAFRev1"}
    assert told(activite_principale=old) == evolve(KNOWN, naf=None)
    assert told(activite_principale=None) == evolve(KNOWN, naf=None)


def test_the_company_tells_what_its_establishment_does_not() -> None:
    company = an_organisation(KNOWN, tranche_effectif_salarie={"code": "42"}, date_creation=None)
    found = told(unite_legale=company, tranche_effectif_salarie=None)
    assert found == evolve(KNOWN, headcount="42", created_on=date(2024, 2, 3))


@pytest.mark.parametrize(
    ("person", "sign", "name"),
    [
        ({"prenom_usuel": "ZOÉ", "nom_usage": "MARTIN", "nom_naissance": "DURAND"}, None, "ZOÉ MARTIN"),
        ({"prenom_1": "ZOÉ", "nom_naissance": "DURAND"}, "LE FOURNIL", "ZOÉ DURAND"),
        (None, "LE FOURNIL", "LE FOURNIL"),
        (None, None, UNNAMED),
    ],
)
def test_a_person_is_called_as_they_are_known(
    person: dict[str, object] | None, sign: str | None, name: str
) -> None:
    company = an_organisation(
        KNOWN, personne_morale_attributs=NO_ORGANISATION, personne_physique_attributs=person
    )
    assert told(unite_legale=company, enseigne=sign) == evolve(KNOWN, name=name)


@pytest.mark.parametrize("status", ["partiellement_diffusible", "non_diffusible"])
def test_whoever_opposed_being_told_stays_untold(status: str) -> None:
    company = an_organisation(
        KNOWN,
        personne_morale_attributs=None,
        personne_physique_attributs={"prenom_usuel": "ZOÉ", "nom_naissance": "DURAND"},
    )
    found = told(status_diffusion=status, unite_legale=company)
    assert found == evolve(KNOWN, name=UNDISCLOSED, address=None, postal_code=None)
    assert told(status_diffusion=status) == evolve(KNOWN, address=None, postal_code=None)
    company["status_diffusion"] = status
    assert told(unite_legale=company) == evolve(KNOWN, name=UNDISCLOSED)


def test_a_town_without_a_street_is_no_address() -> None:
    where = {"code_commune": "13201", "code_postal": "13001", "libelle_commune": "MARSEILLE"}
    assert told(adresse=where) == evolve(KNOWN, address=None)


def test_an_establishment_abroad_is_told_foreign() -> None:
    where = {
        "libelle_voie": "GRAND PLACE",
        "libelle_commune_etranger": "BRUXELLES",
        "code_pays_etranger": "99131",
    }
    abroad = evolve(KNOWN, commune=None, postal_code=None, address="GRAND PLACE BRUXELLES", foreign=True)
    assert told(adresse=where) == abroad


def test_whom_it_may_not_tell_is_known_and_untold() -> None:
    with asking(answering(451, {"errors": []})) as (registry, _):
        bare = Establishment(siret=SIRET, name=UNDISCLOSED, source=KNOWN.source, as_of=NOW)
        assert registry.find(SIRET) == bare
        assert registry.search(SIRET[:9], 3) == ()


def test_a_siren_finds_the_head_office() -> None:
    with asking(api_entreprise_knowing([KNOWN])) as (registry, service):
        assert registry.search(f" {SIRET[:3]} {SIRET[3:9]}", 3) == (KNOWN,)
        assert service.paths == [f"/v3/insee/sirene/unites_legales/{SIRET[:9]}/siege_social"]


@pytest.mark.parametrize("text", ["", "  ", "!?", "123456789", "123"])
def test_what_is_no_number_of_a_company_is_not_asked(text: str) -> None:
    with asking(answering(500, "")) as (registry, service):
        assert registry.search(text, 10) == ()
        assert service.paths == []


def test_a_name_is_not_said_to_be_nobodys() -> None:
    with asking(answering(500, "")) as (registry, service):
        with pytest.raises(RegistrySilent):
            registry.search("dupont", 10)
        assert service.paths == []


WRONG: dict[str, Behaviour] = {
    "a page": answering(200, "<!doctype html>", "text/html"),
    "half a document": answering(200, '{"data": '),
    "no data": answering(200, {"links": {}}),
    "no state": answering(200, {"data": a_data(KNOWN, etat_administratif=None)}),
    "another establishment": answering(200, {"data": a_data(KNOWN, siret=a_siret(2))}),
    "a text for an instant": answering(
        200, {"data": a_data(KNOWN, unite_legale=an_organisation(KNOWN, date_creation="2014"))}
    ),
    "an instant past all calendars": answering(
        200, {"data": a_data(KNOWN, unite_legale=an_organisation(KNOWN, date_creation=10**18))}
    ),
    "a question it refuses": answering(422, {"errors": []}),
    "a register behind it that is down": answering(502, {"errors": []}),
    "a register behind it that is slow": answering(504, {"errors": []}),
    "the answer cut": cut,
    "more than can be read": answering(200, " " * (LARGEST_ANSWER + 1)),
    "a token that is over": answering(401, {"errors": []}),
    "a token without that right": answering(403, {"errors": []}),
    "too many questions": answering(429, {"errors": []}, Retry_After="7"),
}


@pytest.mark.parametrize("behave", WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_cannot_be_understood_is_silence(behave: Behaviour) -> None:
    with asking(behave) as (registry, _), pytest.raises(RegistrySilent):
        registry.find(SIRET)


@pytest.mark.parametrize("behave", [mute, dripping_body])
def test_a_service_that_keeps_people_waiting_is_silent(behave: Behaviour) -> None:
    late = r"TooLong|ReadTimeout"  # whichever clock was faster
    with asking(behave, patience=0.2) as (registry, _), pytest.raises(RegistrySilent, match=late):
        registry.find(SIRET)


@pytest.mark.parametrize(
    "behave", [api_entreprise_knowing([KNOWN]), answering(500, ""), answering(401, TOKEN)]
)
def test_neither_a_siret_nor_the_token_is_written_in_the_logs(
    caplog: pytest.LogCaptureFixture, behave: Behaviour
) -> None:
    caplog.set_level(logging.DEBUG)
    with asking(behave) as (registry, _):
        with suppress(RegistrySilent):
            registry.find(SIRET)
        assert SIRET not in caplog.text
        assert TOKEN not in caplog.text
