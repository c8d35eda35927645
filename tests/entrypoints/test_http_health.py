"""Signs of life: the process, and each thing it depends on."""

import socket
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from attrs import frozen
from dependency_injector import providers

from conseillers_adapters.jobs.worker import WorkerThread
from conseillers_entrypoints.http import health
from conseillers_entrypoints.observation.soundings import Soundings
from tests.adapters.mail_server import free_port
from tests.entrypoints.processes import until
from tests.entrypoints.service import Service, running


@frozen
class HangingRegister:
    """A register that keeps one waiting until it is over."""

    over: Event

    def search(self, *_: object) -> tuple[()]:
        self.over.wait()
        return ()


def test_a_process_that_answers_lives(shared: Service) -> None:
    answer = shared.visitor.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"state": "up"})


def test_a_service_that_may_be_asked_is_ready(service: Service) -> None:
    service.deposit()
    ready = service.visitor.get("/health/ready").json()
    assert ready["state"] == "up"
    assert ready["checks"] == {"database": "up", "jobs": "up", "mail": "up", "registry": "up"}
    assert ready["jobs"]["todo"] == 2
    assert ready["jobs"]["failed"] == 0


def test_what_can_be_caught_up_with_stops_nothing(folder: Path) -> None:
    with running(folder, mail_url=f"smtp://127.0.0.1:{free_port()}") as service:
        service.registry.silent = True
        answer = service.visitor.get("/health/ready")
        assert answer.status_code == 200
        assert answer.json()["checks"] == {
            "database": "up",
            "jobs": "up",
            "mail": "down",
            "registry": "down",
        }


def test_a_mail_server_that_answers_is_up(folder: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        with running(folder, mail_url=f"smtp://127.0.0.1:{port}") as service:
            assert service.visitor.get("/health/ready").json()["checks"]["mail"] == "up"


def test_a_folder_that_takes_no_mail_is_down(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "access", lambda *_: False)
    assert service.visitor.get("/health/ready").json()["checks"]["mail"] == "down"
    monkeypatch.undo()
    (folder / "mails").rmdir()
    (folder / "mails").write_text("rien d’un dossier")
    assert service.visitor.get("/health/ready").json()["checks"]["mail"] == "down"


def test_without_its_database_the_service_is_not_ready(service: Service) -> None:
    with service.container.engine().begin() as connection:
        for table in ("catalogues", "procrastinate_jobs"):
            connection.exec_driver_sql(f"alter table {table} rename to {table}_away")
    answer = service.visitor.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["state"] == "down"
    assert answer.json()["checks"]["database"] == answer.json()["checks"]["jobs"] == "down"


def test_what_hangs_is_down_and_keeps_nobody_waiting(service: Service) -> None:
    over = Event()
    hanging = providers.Object(HangingRegister(over))
    service.container.registry.override(hanging)
    service.container.soundings.override(providers.Object(Soundings(patience=0.2)))
    answer = service.visitor.get("/health/ready")
    over.set()
    assert answer.status_code == 200
    assert answer.json()["checks"]["registry"] == "down"


def test_work_that_waits_with_nobody_to_do_it_is_told(service: Service) -> None:
    service.deposit()
    service.clock.forward(seconds=59)
    assert service.visitor.get("/health/ready").json()["checks"]["jobs"] == "up"
    service.clock.forward(seconds=5)
    told = service.visitor.get("/health/ready").json()
    assert told["checks"]["jobs"] == "degraded"
    assert told["state"] == "up"
    assert told["worker_seen_seconds"] is None
    with WorkerThread(service.container.jobs()):
        until(lambda: service.visitor.get("/health/ready").json()["checks"]["jobs"] == "up")
        assert service.visitor.get("/health/ready").json()["worker_seen_seconds"] is not None


def test_a_breakdown_is_told_without_a_word_of_the_program(service: Service) -> None:
    with service.container.engine().begin() as connection:
        connection.exec_driver_sql("alter table catalogues rename to away")
    answer = service.client.get("/api/catalogue", headers={"x-request-id": "essai-1"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/internal"
    assert "essai-1" in answer.json()["detail"]
    assert not {"sqlite", "select", "Traceback", "catalogues"} & set(answer.text.split())


@pytest.mark.parametrize(("ends_here", "told"), [(True, True), (False, False)])
def test_browsers_are_told_to_keep_to_https_when_it_ends_here(
    folder: Path, ends_here: bool, told: bool
) -> None:
    with running(folder, tls_ends_here=ends_here) as service:
        headers = service.visitor.get("/health/live").headers
        assert ("strict-transport-security" in headers) is told
