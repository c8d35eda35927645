"""The thread of a need over HTTP: written, corrected, withdrawn, read a page at a time, told by mail."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from httpx import Response

from tests.entrypoints.service import (
    ALAN,
    EMMA,
    MANAGER,
    OPERATOR,
    STAFF,
    ZOE,
    Browser,
    Document,
    Service,
    faults,
)

MEETING = {
    "team": "cci-47-rh",
    "kind": "appointment",
    "text": "Elle nous attend.",
    "appointment": {"at": "2026-12-01T10:30:00+01:00", "place": "Agen"},
}


def write(person: Browser, need: str, /, **changes: object) -> Response:
    body: Document = {"team": "cci-47-rh", "kind": "information", "text": "Elle a deux salariés.", **changes}
    return person.post(f"/api/needs/{need}/comments", body)


def comments(person: Browser, need: str) -> list[Document]:
    items: list[Document] = person.get(f"/api/needs/{need}/comments").json()["items"]
    return items


def test_a_comment_is_written_and_shown(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    answer = zoe.post(f"/api/needs/{need}/comments", MEETING | {"mentions": ["emploi-47"]})
    told = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/needs/{need}/comments/{told['id']}"
    assert told == {
        "id": told["id"],
        "kind": "appointment",
        "kind_label": "rendez-vous",
        "text": "Elle nous attend.",
        "appointment": {"at": "2026-12-01T09:30:00.000Z", "place": "Agen"},
        "mentions": [{"team": "emploi-47", "team_name": "Entreprises"}],
        "team": "cci-47-rh",
        "team_name": "Recrutement",
        "institution": "CCI",
        "by": "Zoé Marchand",
        "at": "2026-11-23T09:00:00.000Z",
        "corrected_at": None,
        "withdrawn": False,
        "mine": True,
        "version": 0,
    }
    emma = service.signed_in(EMMA)
    page = emma.get(f"/api/needs/{need}/comments").json()
    assert page == {"items": [told | {"mine": False}], "total": 1, "next": None}
    sheet = emma.get(f"/api/needs/{need}").json()
    assert (sheet["comments"], sheet["next_comments"]) == (page["items"], None)


def test_an_appointment_is_taken_as_a_calendar_file(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    path = zoe.post(f"/api/needs/{need}/comments", MEETING).headers["location"]
    answer = zoe.get(f"{path}/calendar")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="rendez-vous.ics"'
    assert "DTSTART:20261201T093000Z" in answer.text
    information = write(zoe, need).headers["location"]
    assert zoe.get(f"{information}/calendar").status_code == 404


def test_its_author_corrects_a_comment_and_takes_it_back(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    written = write(zoe, need)
    path = written.headers["location"]
    assert service.signed_in(ALAN).patch(path, {"text": "Non."}).status_code == 403
    service.clock.forward(hours=1)
    corrected = zoe.patch(path, {"text": "Trois."}, headers={"if-match": written.headers["etag"]})
    assert (corrected.json()["text"], corrected.json()["corrected_at"]) == (
        "Trois.",
        "2026-11-23T10:00:00.000Z",
    )
    stale = zoe.ask("DELETE", path, headers={"if-match": written.headers["etag"]})
    assert (stale.status_code, stale.json()["type"]) == (412, "/problems/stale")
    for _ in range(2):
        withdrawn = zoe.ask("DELETE", path)
        assert (withdrawn.status_code, withdrawn.json()["kind_label"]) == (200, "commentaire retiré")
    late = zoe.patch(path, {"text": "Non."})
    assert (late.status_code, late.json()["type"]) == (409, "/problems/withdrawn")
    assert "Trois." not in zoe.get(f"/api/needs/{need}/comments").text


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"kind": "humeur"}, {"/kind": "unknown_option"}),
        ({"text": " "}, {"/text": "required"}),
        ({"text": "x" * 5001}, {"/text": "too_long"}),
        ({"kind": "appointment"}, {"/appointment": "required"}),
        ({"appointment": {"at": "2026-12-01T09:30:00Z"}}, {"/appointment": "unexpected"}),
        ({"kind": "appointment", "appointment": {"at": "demain"}}, {"/appointment/at": "format"}),
        (
            {"kind": "appointment", "appointment": {"at": "2026-12-01T09:30:00"}},
            {"/appointment/at": "format"},
        ),
        ({"mentions": ["cci-47-eco"]}, {"/mentions/0": "not_notified"}),
        ({"mood": "gai"}, {"/mood": "unknown_field"}),
    ],
)
def test_what_is_wrong_is_told_by_its_place(
    service: Service, changes: Document, wrong: dict[str, str]
) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    answer = write(zoe, need, **changes)
    assert (answer.status_code, faults(answer)) == (422, wrong)
    assert comments(zoe, need) == []


@pytest.mark.parametrize(
    ("email", "team", "status"),
    [
        (ZOE, "cci-47-rh", 201),
        (ZOE, "emploi-47", 403),
        (ZOE, "cci-47-eco", 404),
        (ZOE, None, 403),
        (EMMA, "emploi-47", 201),
        (MANAGER, "cci-47-rh", 201),
        (STAFF, None, 201),
        (STAFF, "cci-47-rh", 403),
        (OPERATOR, None, 404),
    ],
)
def test_who_writes_for_whom(service: Service, email: str, team: str | None, status: int) -> None:
    need = service.a_need()
    assert write(service.signed_in(email), need, team=team).status_code == status


def test_nobody_else_reads_or_writes(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    path = zoe.post(f"/api/needs/{need}/comments", MEETING).headers["location"]
    for person, status in ((service.visitor, 401), (service.signed_in(OPERATOR), 404)):
        for answer in (
            person.get(f"/api/needs/{need}/comments"),
            person.get(f"{path}/calendar"),
            write(person, need),
            person.patch(path, {"text": "Non."}),
            person.ask("DELETE", path),
        ):
            assert answer.status_code == status


def test_pages_of_a_thread_follow_one_another(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    ids = [write(zoe, need).json()["id"] for _ in range(3)]
    first = zoe.get(f"/api/needs/{need}/comments?limit=2").json()
    last = zoe.get(f"/api/needs/{need}/comments?limit=2&cursor={first['next']}").json()
    assert [one["id"] for one in (*first["items"], *last["items"])] == ids[::-1]
    assert (first["total"], last["next"]) == (3, None)
    assert zoe.get(f"/api/needs/{need}/comments?cursor=ours").status_code == 422


def test_the_same_request_sent_again_writes_once(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    sent = [
        zoe.post(f"/api/needs/{need}/comments", MEETING, headers={"idempotency-key": "k"}) for _ in range(2)
    ]
    assert sent[0].json() == sent[1].json()
    assert len(comments(zoe, need)) == 1


def test_several_may_write_at_the_same_instant(service: Service) -> None:
    need = service.a_need()
    people = [service.signed_in(email) for email in (ZOE, ALAN, ZOE, ALAN)]
    start = Barrier(len(people))

    def act(person: Browser) -> Response:
        start.wait()
        return write(person, need)

    with ThreadPoolExecutor(len(people)) as threads:
        answers = list(threads.map(act, people))
    assert {answer.status_code for answer in answers} == {201}
    assert len(comments(people[0], need)) == 4


def test_teams_are_told_by_mail_with_the_calendar_file(service: Service) -> None:
    need, zoe, emma = service.a_need(), service.signed_in(ZOE), service.signed_in(EMMA)
    emma.post(f"/api/needs/{need}/referrals/emploi-47/positions", {"stance": "taken"})
    service.work_off(hours=1)
    before = set(service.letters())
    zoe.post(f"/api/needs/{need}/comments", MEETING)
    service.work_off(minutes=2)
    (letter,) = set(service.letters()) - before
    assert "To: emploi-47@example.org" in letter
    assert "Elle nous attend" not in letter
    assert 'filename="rendez-vous.ics"' in letter
