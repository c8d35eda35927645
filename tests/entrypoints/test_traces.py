"""One request followed through its jobs, and nobody's data told on the way."""

import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import httpx2
import pytest
from attrs import define, field, frozen
from dependency_injector import providers
from structlog.contextvars import bound_contextvars

from conseillers_adapters.jobs.worker import WorkerThread, drain
from conseillers_adapters.registries.recherche_entreprises import RechercheEntreprises
from conseillers_application.mails import Mail, MailRefused
from conseillers_domain.company import Establishment
from conseillers_domain.events import DemandDeposited
from conseillers_entrypoints.http import public
from conseillers_entrypoints.observation import logs
from conseillers_entrypoints.observation.logs import LogForm, LogLevel
from tests.adapters.mail_server import free_port
from tests.entrypoints.processes import until
from tests.entrypoints.service import AGEN_SHOP, PASSWORD, SHOPS, ZOE, Service, a_form, running

NAME = {"x-request-id": "essai-1"}

PLANTED = {
    "first_name": "Apolline",
    "last_name": "Vandermeersch",
    "email": "apolline.vandermeersch@boulangerie.example",
    "phone": "05 53 47 11 22",
    "description": "Mon associé Théodule est gravement malade.",
}
PERSONAL = (
    *PLANTED.values(),
    "Vandermeersch",
    "vandermeersch",
    "0553471122",
    "553471122",
    "Théodule",
    "théodule",
    AGEN_SHOP,
    SHOPS[0],
    "L’Épicerie fine",
    ZOE,
    PASSWORD,
    "cci-47-rh@example.org",
)


class Told(StringIO):
    """What was told."""

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of(self, event: str) -> list[dict[str, Any]]:
        return [one for one in self.events if one["event"] == event]


@pytest.fixture
def told() -> Iterator[Told]:
    stream = Told()
    logs.configure(LogForm.JSON, LogLevel.DEBUG, stream)
    yield stream
    logs.silence()


# Requests and jobs


def test_a_request_is_told_by_its_route_and_never_by_its_address(service: Service, told: Told) -> None:
    need = service.a_need()
    told.truncate(0)
    told.seek(0)
    service.visitor.get(f"/api/needs/{need}?q={PLANTED['first_name']}", headers=NAME)
    (event,) = told.events
    assert isinstance(event.pop("ms"), float)
    assert event.pop("at")
    assert event == {
        "event": "request",
        "level": "info",
        "request_id": "essai-1",
        "method": "GET",
        "route": "/api/needs/{need_id}",
        "status": 401,
    }


def test_the_jobs_of_a_request_bear_its_name_and_so_do_those_they_put_off(
    service: Service, told: Told
) -> None:
    answer = service.client.post("/api/demands", json=a_planted_form(), headers=NAME)
    assert answer.status_code == 201
    drain(service.container.jobs(), service.clock())
    jobs = told.of("job")
    assert {job["task"] for job in jobs} == {"react", "send_letter"}
    assert len(jobs) == 5
    assert {job["request_id"] for job in jobs} == {"essai-1"}


def test_jobs_done_in_a_thread_bear_it_too(service: Service, told: Told) -> None:
    service.client.post("/api/demands", json=a_planted_form(), headers=NAME)
    with WorkerThread(service.container.jobs()):
        until(lambda: len(told.of("job")) == 5)
    assert {job["request_id"] for job in told.of("job")} == {"essai-1"}


def test_jobs_written_before_requests_were_traced_still_run(service: Service, told: Told) -> None:
    service.deposit()
    with service.container.engine().begin() as connection:
        connection.exec_driver_sql("update procrastinate_jobs set args = json_remove(args, '$.request')")
    drain(service.container.jobs(), service.clock())
    assert len(service.letters()) == 3
    assert len(told.of("job")) == 5
    assert not any("request_id" in job for job in told.of("job"))


def test_what_a_command_puts_off_bears_the_command_s_name(service: Service, told: Told) -> None:
    for name in ("commande-1", None):
        bound = {} if name is None else {"request_id": name}
        with bound_contextvars(**bound), service.container.begin()() as work:
            work.outbox.put(DemandDeposited(demand="aucune", at=service.clock()))
        drain(service.container.jobs(), service.clock())
    assert [job.get("request_id") for job in told.of("job") if job["task"] == "react"] == ["commande-1", None]


# Nobody's data


def a_planted_form(**changes: str) -> dict[str, Any]:
    return a_form(**{**PLANTED, **changes})


def tells_nobody(told: Told) -> None:
    said = told.getvalue()
    assert said
    assert [one for one in PERSONAL if one in said] == []


def test_a_whole_life_is_told_without_anybody_in_it(service: Service, told: Told) -> None:
    need = service.a_need(**PLANTED)
    service.work_off()
    zoe = service.signed_in(ZOE)
    zoe.get(f"/api/needs/{need}")
    zoe.get(f"/api/needs?q={PLANTED['last_name']}")
    path = f"/api/needs/{need}/referrals/cci-47-rh/positions"
    assert zoe.post(path, {"stance": "taken", "note": PLANTED["description"]}).status_code == 200
    service.work_off()
    service.work_off(minutes=2)
    assert len(service.letters()) == 4
    tells_nobody(told)


@pytest.mark.parametrize(
    "changes",
    [
        {"siret": f"{AGEN_SHOP}9"},
        {"email": "apolline.vandermeersch@"},
        {"subject": "Théodule"},
        {"terms_version": "Vandermeersch"},
        {"inconnu-Vandermeersch": "Théodule"},
    ],
)
def test_a_deposit_refused_is_told_without_what_it_held(
    service: Service, told: Told, changes: dict[str, str]
) -> None:
    assert service.visitor.post("/api/demands", a_planted_form(**changes)).status_code == 422
    body = json.dumps(a_planted_form()).encode()[:-1]
    assert service.visitor.ask("POST", "/api/demands", content=body).status_code in {400, 415}
    tells_nobody(told)


def test_a_database_that_refuses_a_statement_does_not_make_its_values_known(
    service: Service, told: Told
) -> None:
    with service.container.engine().begin() as connection:
        connection.exec_driver_sql("alter table facts rename to away")
    assert service.visitor.post("/api/demands", a_planted_form()).status_code == 500
    (event,) = told.of("unforeseen")
    assert event["errors"][0] == "sqlalchemy.exc.OperationalError"
    tells_nobody(told)


@pytest.mark.parametrize("error", [ValueError, KeyError, UnicodeError, ExceptionGroup])
def test_a_handler_that_breaks_on_what_it_holds_keeps_it_to_itself(
    service: Service, told: Told, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def broken(*_: object) -> str:
        words = " ".join(PLANTED.values())
        if error is ExceptionGroup:
            raise ExceptionGroup(words, [ValueError(words)])
        raise error(words) from ValueError(AGEN_SHOP)

    monkeypatch.setattr(public, "repeat_of", broken)
    assert service.visitor.post("/api/demands", a_planted_form()).status_code == 500
    assert told.of("unforeseen")
    tells_nobody(told)


@define
class Unwilling:
    """A post that says why it does not send, quoting the address."""

    error: type[Exception]
    met: list[Mail] = field(factory=list)

    def send(self, mail: Mail) -> None:
        self.met.append(mail)
        raise self.error(f"550 no such box: {mail.to} {mail.content}")


@pytest.mark.parametrize("error", [MailRefused, OSError, ValueError])
def test_a_mail_that_does_not_leave_is_told_without_its_address(
    service: Service, told: Told, error: type[Exception]
) -> None:
    post = Unwilling(error)
    service.container.post.override(providers.Object(post))
    service.deposit(**PLANTED)
    with WorkerThread(service.container.jobs()):
        until(lambda: len(post.met) == 3 and len(told.of("job")) == 5)
    tells_nobody(told)


def test_a_mail_server_that_is_away_is_told_without_whom_it_kept_waiting(folder: Path, told: Told) -> None:
    with running(folder, mail_url=f"smtp://127.0.0.1:{free_port()}") as service:
        service.deposit(**PLANTED)
        service.work_off()
    assert [job["outcome"] for job in told.of("job")].count("later") == 3
    tells_nobody(told)


def test_a_job_given_up_is_told_with_its_request_and_nobody_s_data(service: Service, told: Told) -> None:
    post = Unwilling(ValueError)
    service.container.post.override(providers.Object(post))
    service.client.post("/api/demands", json=a_planted_form(), headers=NAME)
    drain(service.container.jobs(), service.clock())
    drain(service.container.jobs(), service.clock() + timedelta(hours=73))
    (*_, last) = [one for one in told.events if one.get("logger", "").startswith("procrastinate")]
    assert last["level"] == "error"
    assert last["request_id"] == "essai-1"
    assert service.container.jobs().counts()["failed"] == 3
    tells_nobody(told)


@frozen
class Talkative:
    """A register whose answer breaks its reader."""

    def find(self, siret: str) -> Establishment | None:
        raise ValueError(f"cannot read {siret}")

    def search(self, text: str, _: int) -> tuple[Establishment, ...]:
        raise ValueError(text)


def test_a_register_that_breaks_is_told_without_whom_it_was_asked_about(service: Service, told: Told) -> None:
    service.container.registry.override(providers.Object(Talkative()))
    assert service.visitor.post("/api/demands", a_planted_form()).status_code == 500
    assert service.visitor.get(f"/api/companies/search?q={AGEN_SHOP}").status_code == 500
    tells_nobody(told)


def test_a_register_out_of_reach_is_told_without_its_addresses(service: Service, told: Told) -> None:
    far = RechercheEntreprises(service.clock, f"http://127.0.0.1:{free_port()}")
    service.container.registry.override(providers.Object(far))
    assert service.visitor.post("/api/demands", a_planted_form()).status_code == 201
    with httpx2.Client() as client, pytest.raises(httpx2.HTTPError):
        client.get(f"http://127.0.0.1:{free_port()}/search?q={AGEN_SHOP}")
    far.close()
    tells_nobody(told)
