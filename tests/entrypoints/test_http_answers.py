"""What staff does over HTTP with its tasks and the answers it owes, and a team with its closing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from httpx import Response

from conseillers_application.letters import LetterKind, LetterQuery, LetterState
from conseillers_application.task_views import TaskQuery
from conseillers_domain.accounts import Role
from conseillers_domain.staff_task import TaskState
from tests.entrypoints.service import PASSWORD, STAFF, ZOE, Browser, Service, running

TASKS = "/api/admin/tasks"
OTHER = "lou@service.fr"
TEAMS = ("cci-47-rh", "emploi-47")
REFUSAL = {"stance": "refused", "reason": "no_capacity"}


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    with running(folder) as found:
        found.container.add_account()(
            email=OTHER, name="Lou Delmas", password=PASSWORD, roles=frozenset({Role.STAFF})
        )
        found.deposit()
        yield found


@pytest.fixture
def staff(service: Service) -> Browser:
    return service.signed_in(STAFF)


@pytest.fixture
def need(service: Service, staff: Browser) -> str:
    """A need that both its teams refused."""
    found: str = service.signed_in(ZOE).get("/api/needs").json()["items"][0]["id"]
    for team in TEAMS:
        assert staff.post(f"/api/needs/{found}/referrals/{team}/positions", REFUSAL).status_code == 200
    return found


def test_an_answer_is_read_edited_and_sent(service: Service, staff: Browser, need: str) -> None:
    path = f"/api/admin/needs/{need}/answer"
    (task,) = staff.get(f"{TASKS}?kind=answer_company&state=open").json()["items"]
    draft = staff.get(path)
    assert (draft.json()["task"], draft.json()["state"], task["need"]) == (task["id"], "open", need)
    assert "Agence de l’emploi" in draft.json()["text"]
    edited = staff.put(path, {"text": "Bonjour, non."}, headers={"if-match": draft.headers["etag"]})
    assert edited.json()["text"] == "Bonjour, non."
    stale = staff.put(path, {"text": "Oui"}, headers={"if-match": draft.headers["etag"]})
    assert stale.status_code == 412
    sent = staff.post(path, headers={"if-match": edited.headers["etag"]})
    assert (sent.status_code, sent.json()["state"], sent.json()["sent_by"]) == (
        200,
        "done",
        "Équipe du service",
    )
    service.work_off(hours=1)
    again = staff.post(path)
    assert again.status_code == 409
    assert again.json()["type"] == "/problems/already_answered"
    assert again.json()["current"]["sent_at"] == sent.json()["sent_at"]
    assert staff.get(TASKS).json()["total"] == 0
    assert staff.get(f"{TASKS}?state=done").json()["total"] == 1


def test_an_answer_nobody_owes_is_not_found_and_one_without_words_is_refused(
    service: Service, staff: Browser, need: str
) -> None:
    assert staff.get("/api/admin/needs/unknown/answer").status_code == 404
    for body, code in (({"text": " "}, "required"), ({}, "required"), ({"text": 1}, "type")):
        answer = staff.put(f"/api/admin/needs/{need}/answer", body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


@pytest.mark.parametrize("people", [(STAFF, OTHER), (STAFF, STAFF)])
def test_of_two_who_send_at_the_same_instant_one_wins(
    service: Service, need: str, people: tuple[str, ...]
) -> None:
    start = Barrier(len(people))

    def send(browser: Browser) -> Response:
        start.wait(timeout=10)
        return browser.post(f"/api/admin/needs/{need}/answer")

    browsers = [service.signed_in(one) for one in people]
    with ThreadPoolExecutor(len(people)) as threads:
        answers = list(threads.map(send, browsers))
    assert sorted(one.status_code for one in answers) == [200, 409]
    service.work_off(hours=1)
    with service.container.read()() as work:
        (task,) = work.task_lists.page(TaskQuery(state=TaskState.DONE))
        rows = work.ledger.page(LetterQuery(limit=100))
    assert task.task.ended_by is not None
    assert [row.letter.state for row in rows if row.letter.kind is LetterKind.ANSWER] == [LetterState.SENT]


def test_a_task_is_given_to_another_and_found_among_theirs(service: Service, need: str) -> None:
    lou, staff = service.signed_in(OTHER), service.signed_in(STAFF)
    (task,) = staff.get(TASKS).json()["items"]
    me = lou.get("/api/me").json()["id"]
    given = staff.put(f"{TASKS}/{task['id']}/owner", {"owner": me}, headers={"if-match": '"0"'})
    assert (given.status_code, given.json()["owner"]["name"]) == (200, "Lou Delmas")
    assert given.headers["etag"] == f'"{given.json()["version"]}"'
    assert [one["id"] for one in lou.get(f"{TASKS}?mine=true").json()["items"]] == [task["id"]]


def test_tasks_and_answers_do_not_exist_for_an_advisor(service: Service, need: str) -> None:
    zoe = service.signed_in(ZOE)
    answer = f"/api/admin/needs/{need}/answer"
    for refused in (
        zoe.get(TASKS),
        zoe.put(f"{TASKS}/any/owner", {"owner": None}),
        zoe.get(answer),
        zoe.put(answer, {"text": "Bonjour"}),
        zoe.post(answer),
    ):
        assert refused.status_code == 404


def test_a_closing_is_corrected_by_its_team(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    need = zoe.get("/api/needs").json()["items"][0]["id"]
    path = f"/api/needs/{need}/referrals/cci-47-rh"
    early = zoe.put(f"{path}/closing", {"note": "Rien"})
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not_closed")
    assert early.json()["current"]["stance"] == "pending"
    for body in ({"stance": "taken"}, {"stance": "closed_helped", "help": ["advice"]}):
        assert zoe.post(f"{path}/positions", body).status_code == 200
    corrected = zoe.put(f"{path}/closing", {"help": ["financial"], "note": "Prêt accordé."})
    last = corrected.json()["positions"][-1]
    assert (last["help"], last["note"], last["source"]) == (["financial"], "Prêt accordé.", "advisor")
    assert [one["by"] for one in last["corrections"]] == ["Zoé Marchand"]
    wrong = zoe.put(f"{path}/closing", {"help": "advice", "note": 1})
    assert [one["pointer"] for one in wrong.json()["errors"]] == ["/help", "/note"]
    sheet = zoe.get(f"/api/needs/{need}")
    assert sheet.headers["etag"] == corrected.headers["etag"]
    assert [one["source"] for one in sheet.json()["sources"]] == ["company", "registry"]
