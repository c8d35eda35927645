"""The public search service, as it answers on its good and bad days."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from time import monotonic

import pytest
from attrs import evolve

from conseillers_adapters.registries.exchange import LARGEST_ANSWER
from conseillers_adapters.registries.patience import Fuse
from conseillers_adapters.registries.reading import UNDISCLOSED
from conseillers_adapters.registries.recherche_entreprises import RechercheEntreprises
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment
from tests.adapters.registry_api import (
    Behaviour,
    SearchService,
    a_company,
    a_service,
    a_siret,
    an_office,
    answering,
    dripping_body,
    dripping_headers,
    knowing,
    mute,
    results,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SIRET = a_siret(1)
KNOWN = Establishment(
    siret=SIRET,
    name="ATELIER DUPONT (AD)",
    source="API Recherche d’entreprises",
    as_of=NOW,
    commune="75115",
    postal_code="75015",
    address="1 RUE DE LA POSTE 75015 PARIS",
    created_on=date(2014, 4, 29),
    legal_form="5710",
    naf="43.32A",
    headcount="12",
)


@contextmanager
def asking(
    behave: Behaviour, *, patience: float = 2.0, fuse: Fuse | None = None
) -> Iterator[tuple[RechercheEntreprises, SearchService]]:
    with (
        a_service(behave) as service,
        closing(
            RechercheEntreprises(lambda: NOW, service.address + "/", patience=patience, fuse=fuse)
        ) as registry,
    ):
        yield registry, service


def told(*companies: object) -> Establishment | None:
    with asking(results(*companies)) as (registry, _):
        return registry.find(SIRET)


def test_only_what_is_needed_is_asked_for() -> None:
    with asking(knowing([KNOWN])) as (registry, service):
        assert registry.find(SIRET) == KNOWN
        assert service.asked == [
            {
                "q": SIRET,
                "per_page": "1",
                "minimal": "true",
                "include": "siege,matching_etablissements",
            }
        ]


def test_a_connection_serves_again() -> None:
    with asking(knowing([KNOWN])) as (registry, service):
        registry.find(SIRET)
        registry.find(SIRET)
        assert len(service.asked) == 2


def test_the_bracket_of_the_establishment_comes_before_the_companys() -> None:
    assert told(a_company(KNOWN, tranche_effectif_salarie="53")) == KNOWN


def test_the_company_tells_what_its_establishment_does_not() -> None:
    bare = an_office(evolve(KNOWN, headcount=None), activite_principale=None, tranche_effectif_salarie=None)
    company = a_company(KNOWN, matching_etablissements=[bare], siege=None)
    found = told({**company, "tranche_effectif_salarie": "42", "activite_principale": "70.10Z"})
    assert found == evolve(KNOWN, headcount="42", naf="70.10Z")


def test_a_company_is_as_old_as_itself_not_as_its_last_shop() -> None:
    shop = an_office(KNOWN, date_creation="2025-01-01")
    assert told(a_company(KNOWN, matching_etablissements=[shop], siege=None)) == KNOWN
    found = told(a_company(KNOWN, matching_etablissements=[shop], siege=None, date_creation=None))
    assert found == evolve(KNOWN, created_on=date(2025, 1, 1))


def test_a_head_office_alone_is_enough() -> None:
    assert told(a_company(KNOWN, matching_etablissements=[])) == KNOWN


def test_another_establishment_of_the_company_is_not_the_one_asked_for() -> None:
    assert told(a_company(evolve(KNOWN, siret=a_siret(1, 2)))) is None


def test_an_answer_about_another_company_says_nothing_of_the_one_asked_for() -> None:
    with pytest.raises(RegistrySilent):
        told(a_company(evolve(KNOWN, siret=a_siret(2))))


def test_a_closed_establishment_is_told_closed() -> None:
    found = told(a_company(evolve(KNOWN, open=False)))
    assert found is not None
    assert not found.open


@pytest.mark.parametrize("mask", ["[ND]", "[NON-DIFFUSIBLE]"])
def test_what_is_not_disclosed_is_unknown(mask: str) -> None:
    masked = an_office(KNOWN, adresse=mask, code_postal=mask)
    found = told(
        a_company(
            KNOWN,
            nom_complet=mask,
            nom_raison_sociale=mask,
            matching_etablissements=[masked],
            siege=masked,
        )
    )
    assert found == evolve(KNOWN, name=UNDISCLOSED, address=None, postal_code=None)


def test_a_place_not_disclosed_is_not_abroad() -> None:
    masked = an_office(KNOWN, commune="[ND]", code_postal=None, adresse="[ND]")
    found = told(a_company(KNOWN, matching_etablissements=[masked], siege=masked))
    assert found is not None
    assert found.commune is None
    assert not found.foreign


@pytest.mark.parametrize(
    "place",
    [
        an_office(KNOWN, code_pays_etranger="99131"),
        an_office(KNOWN, commune=None, code_postal=None),
    ],
)
def test_an_establishment_abroad_is_told_foreign(place: dict[str, object]) -> None:
    found = told(a_company(KNOWN, matching_etablissements=[], siege=place))
    assert found is not None
    assert found.foreign


def test_each_company_found_is_shown_before_the_second_shop_of_one() -> None:
    first, second = KNOWN, evolve(KNOWN, siret=a_siret(1, 2))
    other = evolve(KNOWN, siret=a_siret(2), name="ATELIER DUPONT ET FILS")
    closed = evolve(KNOWN, siret=a_siret(3), open=False)
    companies = [a_company(closed), a_company(first, second), a_company(other)]
    with asking(results(*companies)) as (registry, service):
        found = registry.search("  atelier   dupont ", 30)
        assert [one.siret for one in found] == [
            first.siret,
            other.siret,
            second.siret,
            closed.siret,
        ]
        assert service.asked[0]["q"] == "atelier dupont"
        assert service.asked[0]["per_page"] == "25"
        assert len(registry.search("atelier", 2)) == 2


def test_a_question_too_short_is_not_asked() -> None:
    with asking(answering(500, "")) as (registry, service):
        assert registry.search("ab", 10) == ()
        assert service.asked == []


def test_a_refused_question_finds_nobody_and_blames_nobody() -> None:
    refused = answering(400, {"erreur": "Veuillez indiquer au moins un paramètre."})
    with asking(refused, fuse=Fuse(failures=1)) as (registry, service):
        assert registry.search("((((", 10) == ()
        with pytest.raises(RegistrySilent):
            registry.find(SIRET)
        assert len(service.asked) == 2


@pytest.mark.parametrize("behave", [answering(404, "rien"), results()])
def test_an_unknown_siret_is_unknown(behave: Behaviour) -> None:
    with asking(behave) as (registry, _):
        assert registry.find(SIRET) is None


WRONG = {
    "a page instead of data": answering(200, "<!doctype html><title>Panne</title>", "text/html"),
    "half a document": answering(200, '{"results": ['),
    "bytes that are no text": lambda exchange: exchange.answer(200, b"\xff\xfe\x00"),
    "a list": answering(200, []),
    "no results": answering(200, {"erreur": "?"}),
    "results that are no list": answering(200, {"results": {}}),
    "a result that is no object": results(3),
    "a company without establishment": results(a_company(KNOWN, siege=None, matching_etablissements=None)),
    "an establishment without state": results(
        a_company(KNOWN, siege=None, matching_etablissements=[{"siret": SIRET, "commune": "75115"}])
    ),
    "an establishment without place": results(
        a_company(
            KNOWN,
            siege=None,
            matching_etablissements=[{"siret": SIRET, "etat_administratif": "A"}],
        )
    ),
    "a SIRET that cannot be": results(a_company(KNOWN, siege=an_office(KNOWN, siret="12345678901234"))),
    "a number for a name": results(a_company(KNOWN, nom_complet=3)),
    "a day that is none": results(a_company(KNOWN, date_creation="avril")),
    "a breakdown": answering(500, "{}"),
    "a closed door": answering(503, "{}"),
    "too many questions": answering(429, "{}"),
    "somewhere else": answering(301, "{}"),
    "nested without end": answering(200, "[" * 200_000),
    "more than can be read": answering(200, " " * (LARGEST_ANSWER + 1)),
}


def test_a_register_that_sends_elsewhere_is_not_followed() -> None:
    with a_service(results()) as elsewhere:
        sent = {"Location": f"{elsewhere.address}/search"}
        with (
            asking(lambda exchange: exchange.answer(302, b"{}", **sent)) as (registry, _),
            pytest.raises(RegistrySilent),
        ):
            registry.find(SIRET)
        assert elsewhere.paths == []


@pytest.mark.parametrize("behave", WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_cannot_be_understood_is_silence(behave: Behaviour) -> None:
    with asking(behave) as (registry, _):
        with pytest.raises(RegistrySilent):
            registry.find(SIRET)
        with pytest.raises(RegistrySilent):
            registry.search("atelier", 10)


@pytest.mark.parametrize("behave", [mute, dripping_headers, dripping_body])
def test_a_service_that_keeps_people_waiting_is_silent_in_time(behave: Behaviour) -> None:
    with asking(behave, patience=0.3) as (registry, _):
        started = monotonic()
        with pytest.raises(RegistrySilent):
            registry.find(SIRET)
        assert monotonic() - started < 2


@pytest.mark.parametrize("behave", [mute, dripping_headers, dripping_body])
def test_nothing_goes_on_waiting_behind_the_scenes(behave: Behaviour) -> None:
    with asking(behave, patience=0.2) as (registry, _):
        with pytest.raises(RegistrySilent):
            registry.find(SIRET)
        for waiting in [one for one in threading.enumerate() if one.name == "registry"]:
            waiting.join(timeout=5)
            assert not waiting.is_alive()


def test_a_service_that_is_not_there_is_silent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with (
        closing(RechercheEntreprises(lambda: NOW, f"http://127.0.0.1:{port}")) as registry,
        pytest.raises(RegistrySilent),
    ):
        registry.find(SIRET)


def test_a_dead_service_is_soon_asked_nothing_more() -> None:
    with asking(answering(500, ""), fuse=Fuse(failures=2)) as (registry, service):
        for _ in range(20):
            with pytest.raises(RegistrySilent):
                registry.find(SIRET)
        assert len(service.asked) == 2


def test_a_service_that_comes_back_is_heard_again() -> None:
    with asking(answering(500, ""), fuse=Fuse(failures=1, pause=0)) as (registry, service):
        with pytest.raises(RegistrySilent):
            registry.find(SIRET)
        service.behave = knowing([KNOWN])
        assert registry.find(SIRET) == KNOWN
        assert registry.find(SIRET) == KNOWN


@pytest.mark.parametrize("behave", [knowing([KNOWN]), answering(500, ""), dripping_body])
def test_no_siret_is_written_in_the_logs(caplog: pytest.LogCaptureFixture, behave: Behaviour) -> None:
    caplog.set_level(logging.DEBUG)
    with asking(behave, patience=0.3) as (registry, _):
        with suppress(RegistrySilent):
            registry.find(SIRET)
        assert SIRET not in caplog.text


def test_silence_names_its_cause_and_not_what_was_asked() -> None:
    with asking(answering(500, SIRET)) as (registry, _):
        with pytest.raises(RegistrySilent, match="Misshapen") as silence:
            registry.find(SIRET)
        assert silence.value.__cause__ is None


def test_addresses_of_others_are_still_written_in_the_logs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    with asking(mute):
        logging.getLogger("httpx2").info("HTTP Request: GET %s", "http://ailleurs.example/")
    assert "ailleurs.example" in caplog.text
