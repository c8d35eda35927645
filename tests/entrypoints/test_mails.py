"""What leaves by mail after what happens over HTTP: to whom, once, whatever becomes of the mail server."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from conseillers_application.reconcile_letters import Reconciled
from tests.adapters.mail_server import MailServer, free_port
from tests.adapters.mail_server import running as listening
from tests.entrypoints.processes import until
from tests.entrypoints.service import ZOE, running


def test_a_deposit_is_acknowledged_and_each_team_told_once(folder: Path) -> None:
    server = MailServer(port=free_port())
    with listening(server), running(folder, mail_url=server.url) as service:
        service.deposit()
        for _ in range(3):
            service.work_off(hours=1)
        assert Counter(server.recipients) == Counter(
            ["camille@atelier.fr", "cci-47-rh@example.org", "emploi-47@example.org"]
        )
        to_teams = [one for one in server.received if "camille" not in one["To"]]
        for mail in to_teams:
            text = mail.as_string()
            assert "05 53" not in text
            assert "camille@atelier.fr" not in text


def test_a_service_with_jobs_sends_its_mails_by_itself(folder: Path) -> None:
    with running(folder, with_jobs=True) as service:
        service.deposit()
        until(lambda: len(service.letters()) == 3)


@pytest.mark.parametrize("hours", [1, 24])
def test_mails_wait_for_a_mail_server_that_is_away_and_leave_once(folder: Path, hours: int) -> None:
    server = MailServer(port=free_port())
    with running(folder, mail_url=server.url) as service:
        service.deposit()
        for _ in range(hours):
            service.work_off(hours=1)
        assert service.container.jobs().counts()["todo"] == 3
        with listening(server):
            service.work_off(hours=2)
            service.work_off(hours=2)
        assert len(server.received) == len(set(server.ids())) == 3
        assert service.container.jobs().counts()["todo"] == 0


def test_a_mailbox_that_refuses_keeps_nothing_from_the_others(folder: Path) -> None:
    server = MailServer(port=free_port(), answers={"emploi-47@example.org": "550 5.1.1 unknown"})
    with listening(server), running(folder, mail_url=server.url) as service:
        service.deposit()
        service.work_off(hours=1)
        assert sorted(server.recipients) == [
            "camille@atelier.fr",
            "cci-47-rh@example.org",
            service.container.settings().contact_email,
        ]
        assert service.container.jobs().counts()["todo"] == 0


def test_a_mail_whose_job_is_lost_is_found_and_leaves(folder: Path) -> None:
    with running(folder) as service:
        service.deposit()
        service.work_off()
        with service.container.engine().begin() as connection:
            connection.execute(text("update letters set state = 'queued'"))
        for mail in service.mails.glob("*.eml"):
            mail.unlink()
        assert service.container.reconcile_letters()() == Reconciled()
        service.clock.forward(hours=2)
        assert service.container.reconcile_letters()() == Reconciled(put_back=3)
        service.work_off()
        assert len(service.letters()) == 3
        assert service.container.reconcile_letters()() == Reconciled()


def test_a_server_that_says_later_gets_the_mail_later(folder: Path) -> None:
    server = MailServer(port=free_port(), answers={"DATA": "451 4.3.0 later"})
    with listening(server), running(folder, mail_url=server.url) as service:
        need = service.a_need()
        service.work_off()
        assert server.received == []
        server.answers.clear()
        service.signed_in(ZOE).post(f"/api/needs/{need}/referrals/cci-47-rh/positions", {"stance": "taken"})
        service.work_off(hours=1)
        service.work_off(minutes=2)
        assert len(server.received) == 4
