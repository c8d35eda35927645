"""Every route that changes something says who did, and every one that shows a need says to whom (CGU 6.2)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from conseillers_application.ports import JournalQuery
from conseillers_domain.journal import VISITOR, Book, Entry
from conseillers_entrypoints.http.app import HANDLERS
from tests.entrypoints.day import Day
from tests.entrypoints.test_statements_of_routes import NOTHING_TO_DO, ROUTES

CHANGES_NOTHING: Final[Mapping[str, str]] = {
    "try_a_demand": "a demand that is not deposited",
    "try_a_directory": "a directory that is not published",
    "try_a_template": "a mail that is not sent",
    "simulate_a_routing": "a demand that nobody deposits",
    "replay_decisions": "decisions taken again, and not kept",
    "verify_audit": "the journal read, and sealed",
    "lift": "nobody is suspended that day",
    "tell_of_bounces": "that address is known to be refused",
    "reopen_service": "the service is open that day",
    "accept_the_terms": "the advisor of that day has accepted them",
    **dict.fromkeys(NOTHING_TO_DO - {"remove_totp"}, "no job has failed, no mail was given up"),
}
"""Routes of which a line is not expected, and why."""

SHOWS_NO_SHEET: Final[Mapping[str, str]] = {
    "need_routing": "why teams were chosen: the facts of a company, neither its name nor what it wrote",
    "see_traces": "what was done with a need, not the need",
    "company_answer": "what staff writes",
    "appointment_file": "when and where people meet",
    "follow_a_demand": "the company reads its own",
    "see_what_to_complete": "the company reads its own",
}
"""Routes that name a need and show none of it."""

WRITES: Final = sorted(
    one.handler_name for one in HANDLERS if one.http_methods.isdisjoint({"GET", "HEAD", "OPTIONS"})
)
SHEETS: Final = sorted(
    one.handler_name
    for one in HANDLERS
    if "GET" in one.http_methods and any("{need_id" in path or "{demand_id" in path for path in one.paths)
)


def lines(day: Day, book: Book) -> set[Entry]:
    with day.service.container.read()() as work:
        return set(work.journal.page(JournalQuery(book=book, limit=1000)))


@pytest.mark.parametrize("name", WRITES)
def test_a_route_that_changes_something_says_who_did_it(day: Day, name: str) -> None:
    before = lines(day, Book.ACTS)
    _, ask = ROUTES[name]
    answer = ask(day)
    written = lines(day, Book.ACTS) - before
    if name in CHANGES_NOTHING:
        assert written == set()
        return
    # There is no second factor to remove: what is noted is that a password was tried.
    assert answer.status_code < 400 or name == "remove_totp", answer.text
    assert {one.operation for one in written} == {name}
    cookies = answer.request.headers.get("cookie")
    people = {one.who for one in written}
    # Who signs in is a visitor until their password is right: its try was counted before.
    known = cookies is not None or name == "open_session"
    assert len(people - {VISITOR}) == known
    assert VISITOR not in people or cookies is None


@pytest.mark.parametrize("name", [*SHEETS, "open_link"])
def test_a_route_that_shows_what_a_company_confided_says_to_whom(day: Day, name: str) -> None:
    before = lines(day, Book.ACCESS)
    _, ask = ROUTES[name]
    assert ask(day).status_code == 200
    written = lines(day, Book.ACCESS) - before
    if name in SHOWS_NO_SHEET:
        assert written == set()
        return
    (line,) = written
    assert line.operation == name
    assert line.subject in {day.need, day.receipt["id"]}
    assert line.way == ("link" if name == "open_link" else "session")


def test_routes_said_to_say_nothing_are_there() -> None:
    names = {one.handler_name for one in HANDLERS}
    assert names >= CHANGES_NOTHING.keys() | SHOWS_NO_SHEET.keys()


def test_nothing_of_anybody_is_in_the_journal(day: Day, tmp_path: Path) -> None:
    for name in ("add_the_unwanted", "keep_a_draft", "deposit_a_demand", "open_link", "find_account"):
        ROUTES[name][1](day)
    told = repr([*lines(day, Book.ACTS), *lines(day, Book.ACCESS)])
    assert "open_link" in told
    assert [one for one in ("@", "a link in a mail", "Camille", "00001", "Oubliée") if one in told] == []
