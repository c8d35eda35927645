"""What operators and staff do over HTTP with jobs, mails, refused addresses, and what providers tell of."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from conseillers_adapters.jobs.store import NewJob
from conseillers_application.letters import FEWEST_TRIES, TRIED_FOR, Letter, LetterQuery
from tests.adapters.mail_server import MailServer, free_port
from tests.adapters.mail_server import running as listening
from tests.adapters.returned_samples import a_recipient, a_report, an_answer
from tests.entrypoints.service import OPERATOR, STAFF, ZOE, Browser, Service, faults, running

EMPLOI: Final = "emploi-47@example.org"
TOKEN: Final = "un-jeton-assez-long-et-au-hasard!"
JOBS, MAILS, ADDRESSES = "/api/admin/jobs", "/api/admin/mails", "/api/admin/refused-addresses"


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer(port=free_port(), answers={EMPLOI: "550 5.1.1 unknown"})
    with listening(server):
        yield server


@pytest.fixture
def service(folder: Path, server: MailServer) -> Iterator[Service]:
    """A service whose mails leave for a server that refuses one mailbox."""
    with running(folder, mail_url=server.url, bounces_token=TOKEN) as found:
        found.deposit()
        found.work_off()
        yield found


@pytest.fixture
def operator(service: Service) -> Browser:
    return service.signed_in(OPERATOR)


def letters(service: Service, *, to: str) -> list[Letter]:
    with service.container.read()() as work:
        rows = work.ledger.page(LetterQuery(limit=100))
    return [row.letter for row in rows if row.letter.recipient == to]


def test_mails_are_listed_by_state_and_page_without_a_name(service: Service, operator: Browser) -> None:
    first = operator.get(f"{MAILS}?limit=2").json()
    rest = operator.get(f"{MAILS}?limit=2&cursor={first['next']}").json()
    assert (first["total"], len(first["items"]), len(rest["items"]), rest["next"]) == (4, 2, 2, None)
    refused = operator.get(f"{MAILS}?state=refused").json()
    (mail,) = refused["items"]
    assert refused["total"] == 1
    assert (mail["recipient"], mail["kind"], mail["fact_kind"]) == ("emploi-47", "need", "NeedTransmitted")
    assert (mail["tries"], mail["refusal"]["code"], mail["refusal"]["why"]) == (
        1,
        "550 5.1.1",
        "unknown_mailbox",
    )
    assert "@" not in operator.get(MAILS).text
    assert operator.get(f"{MAILS}?state=parti").status_code == 400


def test_staff_sees_which_team_is_no_longer_told_and_lifts_it(service: Service, server: MailServer) -> None:
    staff = service.signed_in(STAFF)
    (line,) = staff.get(ADDRESSES).json()["items"]
    assert [team["code"] for team in line["teams"]] == ["emploi-47"]
    assert line["teams"][0]["mailbox"] == EMPLOI
    assert (line["why"], line["code"]) == ("unknown_mailbox", "550 5.1.1")
    server.answers.clear()
    answer = staff.post(f"{ADDRESSES}/{line['id']}/lifting")
    assert (answer.status_code, answer.json()) == (200, {"id": line["id"], "replayed": 1})
    service.work_off(minutes=1)
    assert server.recipients.count(EMPLOI) == 1
    assert staff.get(ADDRESSES).json() == {"items": [], "total": 0, "next": None}
    assert staff.post(f"{ADDRESSES}/{line['id']}/lifting").status_code == 404
    assert faults(staff.get(f"{ADDRESSES}?cursor=x")) == {"/cursor": "format"}


def test_a_refused_mail_is_sent_again_once_and_a_mail_that_left_is_not(
    service: Service, server: MailServer, operator: Browser
) -> None:
    staff = service.signed_in(STAFF)
    (refused,) = operator.get(f"{MAILS}?state=refused").json()["items"]
    path = f"{MAILS}/{refused['id']}/replay"
    assert operator.post(path).json()["state"] == "queued"
    assert operator.post(path).json()["state"] == "queued"
    service.work_off(minutes=1)
    # Its address is still marked: it was not handed over.
    (again,) = operator.get(f"{MAILS}?state=refused").json()["items"]
    assert again["refusal"]["why"] == "address_refused_before"
    (sent, *_) = operator.get(f"{MAILS}?state=sent").json()["items"]
    answer = operator.post(f"{MAILS}/{sent['id']}/replay")
    assert (answer.status_code, answer.json()["current"]["state"]) == (409, "sent")
    assert operator.post(f"{MAILS}/inconnu/replay").status_code == 404
    assert staff.post(path).status_code == 200


def test_a_mail_given_up_after_72_hours_is_told_and_leaves_when_it_is_asked(folder: Path) -> None:
    with running(folder, mail_url=f"smtp://127.0.0.1:{free_port()}") as service:
        service.deposit()
        service.work_off()
        operator = service.signed_in(OPERATOR)
        assert operator.get(f"{MAILS}?state=delayed").json()["total"] == 3
        for _ in range(3):
            with service.container.begin()() as work:
                for row in work.ledger.page(LetterQuery(limit=9)):
                    since = service.clock() - TRIED_FOR
                    work.letters.save(evolve(row.letter, tries=FEWEST_TRIES, tried_since=since))
            service.work_off(minutes=1)
        operator = service.signed_in(OPERATOR)
        dead = operator.get(f"{MAILS}?state=dead").json()
        assert dead["total"] == 3
        assert min(mail["tries"] for mail in dead["items"]) >= 72
        assert not any(service.container.jobs().counts().values())
        for mail in dead["items"]:
            assert operator.post(f"{MAILS}/{mail['id']}/replay").status_code == 200
        assert service.container.jobs().counts()["todo"] == 3


def test_jobs_are_listed_and_one_given_up_is_put_back(service: Service, operator: Browser) -> None:
    jobs = service.container.jobs()
    jobs.defer_many([NewJob("react", {"fact": "inconnu"})])
    for _ in range(81):
        service.work_off(hours=2)
    operator = service.signed_in(OPERATOR)
    answer = operator.get(f"{JOBS}?state=failed").json()
    (job,) = answer["items"]
    assert (job["task"], job["subject"], job["state"], job["attempts"]) == ("react", "inconnu", "failed", 81)
    assert (answer["total"], answer["next"]) == (1, None)
    retried = operator.post(f"{JOBS}/{job['id']}/retry")
    assert (retried.status_code, retried.json()["state"]) == (200, "todo")
    assert operator.post(f"{JOBS}/{job['id']}/retry").json()["state"] == "todo"
    for number in ("404", "abc", "9" * 40):
        assert operator.post(f"{JOBS}/{number}/retry").status_code == 404
    assert faults(operator.get(f"{JOBS}?cursor=x")) == {"/cursor": "format"}


@pytest.mark.parametrize("path", [JOBS, MAILS, ADDRESSES])
def test_others_do_not_know_of_them(service: Service, path: str) -> None:
    assert service.visitor.get(path).status_code == 401
    assert service.signed_in(ZOE).get(path).status_code == 404
    strangers = {JOBS: [STAFF], MAILS: [], ADDRESSES: [OPERATOR]}[path]
    for other in strangers:
        assert service.signed_in(other).get(path).status_code == 404


# What comes back


def tell(service: Service, content: bytes, media_type: str = "message/rfc822", token: str = TOKEN) -> object:
    answer = service.visitor.ask(
        "POST",
        "/api/bounces",
        content=content,
        headers={"content-type": media_type, "authorization": f"Bearer {token}".encode()},
    )
    return answer.json()["outcomes"] if answer.status_code == 200 else answer.status_code


def test_a_report_of_delivery_is_accounted_for_once(service: Service, operator: Browser) -> None:
    (letter,) = letters(service, to="cci-47-rh")
    recipient = a_recipient(Final_Recipient="rfc822; cci-47-rh@example.org")
    report = a_report(recipient, name=f"<{letter.id}@conseillers.example>")
    assert tell(service, report) == ["refused"]
    assert tell(service, report) == ["known"]
    assert service.signed_in(STAFF).get(ADDRESSES).json()["total"] == 2


def test_a_provider_says_it_in_json(service: Service) -> None:
    (letter,) = letters(service, to="cci-47-rh")
    told = f'{{"message_id": "{letter.id}@conseillers.example", "status": "4.2.2"}}'.encode()
    assert tell(service, told, "application/json") == ["delayed"]
    told = b'{"recipient": "cci-47-rh@example.org", "status": "5.1.1"}'
    assert tell(service, told, "application/json") == ["address_marked"]


@pytest.mark.parametrize(
    ("content", "media_type", "expected"),
    [
        (an_answer(), "message/rfc822", []),
        (a_report(a_recipient(Status=None)), "message/rfc822", 422),
        (a_report(), "message/rfc822", ["unknown"]),
        (b'{"status": "5.1.1"}', "application/json", 422),
        (b'{"recipient": "a@b.fr", "status": "non"}', "application/json", 422),
        (b'{"recipient": "a@b.fr", "status": "5.1.1", "plus": 1}', "application/json", 422),
        (b"{", "application/json", 400),
        (b"x", "text/plain", 415),
    ],
)
def test_what_is_told_wrongly_changes_nothing(
    service: Service, content: bytes, media_type: str, expected: object
) -> None:
    assert tell(service, content, media_type) == expected
    assert service.signed_in(STAFF).get(ADDRESSES).json()["total"] == 1


@pytest.mark.parametrize("token", ["", "un autre", TOKEN + "x"])
def test_who_does_not_show_the_token_tells_nothing(service: Service, token: str) -> None:
    assert tell(service, a_report(), token=token) == 401
    assert service.visitor.post("/api/bounces", {}).status_code == 401


def test_without_a_token_in_the_settings_there_is_no_such_place(folder: Path) -> None:
    with running(folder) as service:
        assert tell(service, a_report(), token="") == 404
