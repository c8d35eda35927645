"""The links of mails: whom they serve, what they change (nothing), and how they end."""

import re
import sqlite3
from contextlib import closing
from email import message_from_string
from email.policy import default
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from conseillers_application.letters import Letter, LetterKind
from tests.entrypoints.day import Day
from tests.entrypoints.service import EMMA, OPERATOR, SHOPS, STAFF, ZOE, Service, running
from tests.entrypoints.test_statements_of_jobs import MAILS, now

BASE: Final = "http://127.0.0.1:8000"
MAILBOX: Final = "cci-47-rh@example.org"


def links(service: Service) -> dict[str, str]:
    """The path of each team's link, by mailbox."""
    service.work_off()
    found = {}
    for letter in service.letters():
        link = re.search(r"http://127\.0\.0\.1:8000(/n/[\w-]+)", letter)
        mailbox = re.search(r"^To: (\S+)$", letter, re.MULTILINE)
        if link and mailbox:
            found[mailbox[1]] = link[1]
    return found


def test_the_link_of_a_mail_leads_its_addressee_to_the_sheet(service: Service) -> None:
    need = service.a_need()
    path = links(service)["cci-47-rh@example.org"]
    answer = service.signed_in(ZOE).get(path)
    assert (answer.status_code, answer.json()["id"]) == (200, need)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
    assert service.signed_in(ZOE).get(f"/api/needs/{need}").json() == answer.json()


def test_the_link_of_a_mail_is_worth_nothing_to_others(service: Service) -> None:
    need = service.a_need()
    path = links(service)["cci-47-rh@example.org"]
    assert service.visitor.get(path).status_code == 401
    answers = [
        service.signed_in(EMMA).get(path),
        service.signed_in(OPERATOR).get(path),
        service.signed_in(STAFF).get(path),
        service.signed_in(ZOE).get(path[:-1]),
    ]
    assert {(one.status_code, one.json()["type"]) for one in answers} == {(404, "/problems/link_over")}
    assert {one.json()["instance"] for one in answers} == {"/n/%E2%80%A6"}
    log = service.signed_in(STAFF).get(f"/api/admin/access-log?need={need}").json()["items"]
    assert [one["operation"] for one in log] == ["open_link.refused"] * 3
    assert all(one["way"] == "link" for one in log)


def test_the_link_of_a_mail_ends_after_thirty_days(service: Service) -> None:
    service.a_need()
    path = links(service)["cci-47-rh@example.org"]
    service.clock.forward(days=29, hours=23)
    assert service.signed_in(ZOE).get(path).status_code == 200
    service.clock.forward(hours=1)
    assert service.signed_in(ZOE).get(path).status_code == 404


def test_a_link_is_renewed_by_its_addressee_and_revoked(service: Service) -> None:
    need = service.a_need()
    former = links(service)[MAILBOX]
    zoe, emma = service.signed_in(ZOE), service.signed_in(EMMA)
    assert emma.post(f"{former}/renewal").status_code == 404
    assert zoe.post(f"{former}/renewal").status_code == 204
    latter = links(service)[MAILBOX]
    assert [zoe.get(path).status_code for path in (former, latter)] == [404, 200]
    of_team = f"/api/needs/{need}/referrals/cci-47-rh/link"
    assert emma.ask("DELETE", of_team).status_code == 403
    assert zoe.ask("DELETE", of_team).status_code == 204
    assert zoe.get(latter).status_code == 404
    assert zoe.post(f"{latter}/renewal").status_code == 404
    assert zoe.post(of_team).status_code == 204
    assert zoe.get(links(service)[MAILBOX]).status_code == 200


def test_who_is_suspended_is_shut_out_of_links_at_once(service: Service) -> None:
    service.a_need()
    path = links(service)[MAILBOX]
    zoe, staff = service.signed_in(ZOE), service.signed_in(STAFF)
    assert zoe.get(path).status_code == 200
    account = staff.get(f"/api/admin/accounts?email={ZOE}").json()["id"]
    staff.post(f"/api/admin/accounts/{account}/suspension", {"motive": "security"})
    assert zoe.get(path).status_code == 401


def test_how_long_links_serve_is_a_setting(folder: Path) -> None:
    with running(folder, need_link_days=2) as service:
        service.a_need()
        path = links(service)[MAILBOX]
        service.clock.forward(days=1, hours=23)
        assert service.signed_in(ZOE).get(path).status_code == 200
        service.clock.forward(hours=1)
        assert service.signed_in(ZOE).get(path).status_code == 404


def everything(file: Path) -> dict[str, list[object]]:
    """Every row of every table of a database."""
    with closing(sqlite3.connect(file)) as connection:
        names = [
            name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
        ]
        return {name: connection.execute(f'select * from "{name}"').fetchall() for name in names}  # noqa: S608 - our own tables


def addresses(letters: list[str]) -> set[str]:
    """The paths of the service that mails lead to, in their text and in their page."""
    parts = (
        part.get_content()
        for letter in letters
        for part in message_from_string(letter, policy=default).walk()
        if part.get_content_maintype() == "text"
    )
    found = {one for part in parts for one in re.findall(rf"{BASE}[^\s<>\"]*", part)}
    return {unescape(one).removeprefix(BASE).rstrip(".,") or "/" for one in found}


@pytest.mark.parametrize("kind", MAILS)
def test_a_program_that_opens_every_address_of_a_mail_changes_no_row(
    day: Day, tmp_path: Path, kind: LetterKind
) -> None:
    _, recipient, because = MAILS[kind]
    for address in day.staff.get("/api/admin/refused-addresses").json()["items"]:
        day.staff.post(f"/api/admin/refused-addresses/{address['id']}/lifting")
    need = day.service.a_need(siret=SHOPS[7], email="encore@atelier.fr")
    told = because(day, need)
    with day.service.container.begin()() as work:
        fact = work.outbox.put(told)
        letter = Letter(
            id="letter", fact=fact, kind=kind, recipient=recipient, queued_at=now(day), not_before=now(day)
        )
        work.letters.queue(letter)
    day.service.work_off(days=10)
    day.service.container.send_letter()(letter.id)
    found = addresses(day.service.letters())
    assert len(found) > 1
    before = everything(tmp_path / "service.db")
    for path in sorted(found):
        for method in ("GET", "HEAD", "GET"):
            answer = day.visitor.ask(method, path, follow_redirects=True)
            assert answer.status_code in {200, 401}, (path, answer.text)
    assert everything(tmp_path / "service.db") == before
