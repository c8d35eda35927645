"""Commands on mails and jobs: what was given up is seen and put back, what came back is read."""

import mailbox
from pathlib import Path

import pytest

from conseillers_entrypoints.container import container_of
from conseillers_entrypoints.returns import ReadReturns
from conseillers_entrypoints.settings import Settings
from tests.adapters.returned_samples import a_recipient, a_report, an_answer
from tests.entrypoints.service import Cli, Service, running


@pytest.fixture
def letters(folder: Path) -> list[str]:
    """The letters of a deposit that left: their ids."""
    with running(folder) as service:
        service.deposit()
        service.work_off()
        return ids(service)


def ids(service: Service) -> list[str]:
    return [line.id for line in service.container.list_mails().page().items]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_mails_are_listed_and_one_refused_is_sent_again(
    filled: Cli, letters: list[str], folder: Path
) -> None:
    status, told, _ = filled("mails", "list", "--limit", "2")
    assert status == 0
    assert letters[0] in told
    assert letters[2] not in told
    assert "3 mails." in plain(told)
    assert f"La suite : --after {letters[1]}" in plain(told)
    status, told, _ = filled("mails", "list", "--after", letters[1])
    assert letters[2] in told
    status, _, errors = filled("mails", "replay", letters[0])
    assert (status, "ni abandonné ni refusé" in plain(errors)) == (1, True)
    with running(folder) as service, service.container.begin()() as work:
        work.letters.save(work.letters.get(letters[0]).given_up(service.clock()))
    _, told, _ = filled("mails", "list", "--state", "dead")
    assert "chaque essai a échoué" in plain(told)
    status, told, _ = filled("mails", "replay", letters[0])
    assert (status, plain(told)) == (0, f"Mail {letters[0]} : en attente.\n")
    _, told, _ = filled("jobs", "list", "--state", "todo")
    assert letters[0] in told
    assert "1 tâche." in plain(told)
    status, _, errors = filled("jobs", "retry", "404")
    assert (status, "n’existe pas" in plain(errors)) == (1, True)
    with running(folder) as service:
        (job,) = service.container.list_jobs().page().items
    status, told, _ = filled("jobs", "retry", job.id)
    assert (status, plain(told)) == (0, f"Tâche {job.id} : todo.\n")


def test_nothing_owed_is_nothing_listed(filled: Cli) -> None:
    assert plain(filled("mails", "list")[1]) == "0 mail.\n"
    assert plain(filled("jobs", "list")[1]) == "0 tâche.\n"


def a_box(folder: Path, *messages: bytes) -> Path:
    box = mailbox.mbox(folder / "retours")
    for one in messages:
        box.add(one)
    box.close()
    return folder / "retours"


def test_the_mailbox_of_returns_is_read(
    filled: Cli, letters: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"<{letters[0]}@conseillers.example>"
    recipient = a_recipient(Final_Recipient="rfc822; cci-47-rh@example.org")
    other = a_recipient(Final_Recipient="rfc822; emploi-47@example.org")
    box = a_box(
        folder,
        a_report(recipient, name=None),
        a_report(other, name=name),
        an_answer(),
        a_report(a_recipient(Status=None)),
    )
    monkeypatch.setenv("CONSEILLERS_BOUNCES", f"file://{box}")
    status, told, _ = filled("mails", "bounces")
    assert status == 0
    assert plain(told).splitlines()[0] == "2 rapports de remise, 1 autre message, 1 rapport illisible."
    status, told, _ = filled("mails", "bounces")
    assert plain(told).splitlines() == ["0 rapport de remise, 0 autre message, 0 rapport illisible."]


def test_a_mailbox_that_cannot_be_read_is_told(
    filled: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, _, errors = filled("mails", "bounces")
    assert (status, "CONSEILLERS_BOUNCES" in errors) == (2, True)
    monkeypatch.setenv("CONSEILLERS_BOUNCES", f"file://{folder / 'rien'}")
    assert filled("mails", "bounces")[0] == 3
    box = a_box(folder)
    monkeypatch.setenv("CONSEILLERS_BOUNCES", f"file://{box}")
    held = mailbox.mbox(box)
    held.lock()
    status, _, errors = filled("mails", "bounces")
    held.close()
    assert (status, "Un autre programme" in errors) == (1, True)


def test_the_mailbox_is_read_at_regular_hours_and_its_absence_stops_nothing(
    folder: Path, letters: list[str]
) -> None:
    box = a_box(folder, a_report(), an_answer())
    url = f"file://{box}"
    with running(folder, bounces=url) as service:
        service.container.read_returns().regularly()
        left = mailbox.mbox(box)
        assert len(left) == 1
        left.close()
        account = service.container.account_for_bounce()
        ReadReturns(url=f"{url}-absente", account=account).regularly()
    container = container_of(Settings(bounces=url))
    assert container.settings().bounces == url
