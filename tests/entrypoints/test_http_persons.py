"""Rights of persons over HTTP: staff gives, puts right, restricts, forgets; no path nor log says whom."""

from typing import Final
from urllib.parse import urlsplit

from conseillers_application.answer_survey import survey_url
from conseillers_application.ports import JournalQuery
from conseillers_domain.accounts import Role
from conseillers_domain.journal import Book
from conseillers_domain.survey import Survey, SurveyAnswers
from tests.entrypoints.day import BOSS
from tests.entrypoints.service import OPERATOR, PASSWORD, STAFF, ZOE, Service, faults

PERSONS: Final = "/api/admin/persons"
CAMILLE: Final = {"email": "camille@atelier.fr"}
KEYS: Final = ("data", "rectification", "restriction", "opposition", "erasure")


def a_survey(service: Service, need: str) -> None:
    """The company of that need answered its survey."""
    survey = Survey(id="survey", need=need, subject="recruter", asked_at=service.clock())
    answers = SurveyAnswers(contacted=True, useful=True, mark=5, comment="Merci.")
    with service.container.begin()() as work:
        work.surveys.add(survey)
        work.surveys.save(survey.answer(answers, service.clock()))


def test_a_person_is_given_all_that_is_kept_of_them_and_the_journal_says_what_never_whom(
    service: Service,
) -> None:
    need = service.a_need()
    service.visitor.post("/api/drafts", CAMILLE)
    zoe, staff = service.signed_in(ZOE), service.signed_in(STAFF)
    said = {"kind": "information", "text": "Camille rappelle lundi.", "team": "cci-47-rh"}
    assert zoe.post(f"/api/needs/{need}/comments", said).status_code == 201
    a_survey(service, need)
    data = staff.post(f"{PERSONS}/data", CAMILLE).json()
    (demand,) = data["demands"]
    assert demand["demand"]["contact"]["email"] == "camille@atelier.fr"
    assert [one["id"] for one in demand["needs"]] == [need]
    assert demand["comments"][0]["editions"][0]["words"]["text"] == "Camille rappelle lundi."
    assert demand["surveys"][0]["answers"]["comment"] == "Merci."
    assert (len(data["drafts"]), data["account"], data["unwanted"]) == (1, None, False)
    own = staff.post(f"{PERSONS}/data", {"email": ZOE}).json()["account"]
    assert (own["name"], own["roles"], len(own["sessions"])) == ("Zoé Marchand", ["advisor"], 1)
    assert "password" not in str(own)
    with service.container.read()() as work:
        lines = work.journal.page(JournalQuery(book=Book.ACTS, limit=100))
    looked_at = {one.subject for one in lines if one.operation == "read_a_person"}
    assert {demand["demand"]["id"], own["id"]} <= looked_at
    assert "@" not in repr(lines)


def test_nobody_but_staff_does_and_an_address_of_which_nothing_is_kept_is_not_found(
    service: Service,
) -> None:
    staff, operator, zoe = map(service.signed_in, (STAFF, OPERATOR, ZOE))
    for key in KEYS:
        assert operator.post(f"{PERSONS}/{key}", CAMILLE).status_code == 404
        assert zoe.post(f"{PERSONS}/{key}", CAMILLE).status_code == 404
    for key in ("data", "restriction", "opposition", "erasure"):
        answer = staff.post(f"{PERSONS}/{key}", CAMILLE)
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/nobody")


def test_who_deposited_is_put_right_and_found_by_the_right_name(service: Service) -> None:
    need = service.a_need()
    staff = service.signed_in(STAFF)
    path = f"{PERSONS}/rectification"
    assert faults(staff.post(path, CAMILLE)) == {"": "required"}
    wrong = CAMILLE | {"first_name": " ", "phone": "12", "new_email": "camille"}
    assert faults(staff.post(path, wrong)) == {
        "/first_name": "required",
        "/phone": "format",
        "/new_email": "format",
    }
    right = {"last_name": "Martinet", "phone": "05 53 11 11 11", "new_email": "cm@atelier.fr"}
    assert staff.post(path, CAMILLE | right).json()["demands"] == 1
    contact = staff.get(f"/api/needs/{need}").json()["contact"]
    assert contact == {
        "first_name": "Camille",
        "last_name": "Martinet",
        "phone": "05 53 11 11 11",
        "email": "cm@atelier.fr",
    }
    found = service.signed_in(ZOE).get("/api/needs?q=martinet").json()["items"]
    assert [one["id"] for one in found] == [need]


def test_restricted_nothing_is_read_by_teams_nor_written_nor_forgotten_until_it_is_lifted(
    service: Service,
) -> None:
    need = service.a_need()
    staff, zoe = service.signed_in(STAFF), service.signed_in(ZOE)
    path = f"{PERSONS}/restriction"
    assert staff.post(path, CAMILLE).json()["demands"] == 1
    sheet = zoe.get(f"/api/needs/{need}").json()
    assert (sheet["contact"]["email"], sheet["description"]) == ("", "")
    assert staff.get(f"/api/needs/{need}").json()["contact"]["email"] == "camille@atelier.fr"
    service.work_off(hours=1)
    assert [one for one in service.letters() if "camille@atelier.fr" in one] == []
    refused = staff.post(f"{PERSONS}/erasure", CAMILLE)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/restricted")
    service.clock.forward(days=4 * 365)
    run = service.signed_in(OPERATOR).post("/api/admin/retention/runs", {}).json()
    assert [one["things"] for one in run["classes"] if one["keeping"] == "company"] == [0]
    staff, zoe = service.signed_in(STAFF), service.signed_in(ZOE)
    assert staff.post(path, CAMILLE | {"lifted": True}).status_code == 200
    assert zoe.get(f"/api/needs/{need}").json()["contact"]["email"] == "camille@atelier.fr"


def test_who_opposes_gets_the_mails_their_demand_needs_and_no_other(service: Service) -> None:
    service.a_need()
    staff = service.signed_in(STAFF)
    assert staff.post(f"{PERSONS}/opposition", CAMILLE).status_code == 200
    service.visitor.post("/api/drafts", CAMILLE)
    service.work_off(hours=1)
    receipts = [one for one in service.letters() if "camille@atelier.fr" in one]
    assert len(receipts) == 1
    service.clock.forward(days=1, hours=2)
    assert service.container.remind_drafts()() == 1
    service.work_off(days=3)
    assert [one for one in service.letters() if "camille@atelier.fr" in one] == receipts
    lifted = CAMILLE | {"lifted": True}
    assert service.signed_in(STAFF).post(f"{PERSONS}/opposition", lifted).status_code == 200


def test_a_person_is_forgotten_at_once_on_request(service: Service) -> None:
    need = service.a_need()
    service.visitor.post("/api/drafts", CAMILLE)
    staff = service.signed_in(STAFF)
    unwanted = {"kind": "email", "value": "camille@atelier.fr"}
    assert staff.post("/api/admin/spam", unwanted).status_code in {200, 201}
    done = staff.post(f"{PERSONS}/erasure", CAMILLE).json()
    assert done == {"demands": 1, "drafts": 1, "access_requests": 0, "invitations": 0, "accounts": 0}
    assert staff.post(f"{PERSONS}/data", CAMILLE).status_code == 404
    assert staff.get(f"/api/needs/{need}").json()["contact"]["last_name"] == ""
    for file in service.mails.parent.glob("service.db*"):
        assert b"camille" not in file.read_bytes().lower()


def test_an_open_account_is_ended_before_its_person_is_forgotten(service: Service) -> None:
    service.container.add_account()(
        email=BOSS, name="Direction", password=PASSWORD, roles=frozenset({Role.DIRECTION})
    )
    staff, boss = service.signed_in(STAFF), service.signed_in(BOSS)
    account = staff.get(f"/api/admin/accounts?email={ZOE}").json()["id"]
    refused = staff.post(f"{PERSONS}/erasure", {"email": ZOE})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/account_open")
    decided = {"email": ZOE, "measure": "end", "why": "Départ"}
    decision = boss.post("/api/admin/direction-decisions", decided).json()["id"]
    ended = staff.post(f"/api/admin/accounts/{account}/end", {"decision": decision})
    assert ended.status_code in {200, 201}, ended.text
    named = staff.post(f"{PERSONS}/erasure", {"email": ZOE})
    assert (named.status_code, named.json()["type"]) == (409, "/problems/still_named")
    gone = {"removed": {"advisors": [ZOE]}, "why": "Départ"}
    assert staff.patch("/api/admin/directory", gone).status_code == 200
    assert staff.post(f"{PERSONS}/erasure", {"email": ZOE}).json()["accounts"] == 1
    assert service.visitor.post("/api/session", {"email": ZOE, "password": PASSWORD}).status_code == 401


def test_an_address_is_found_however_it_is_typed(service: Service) -> None:
    service.a_need(email="Camille@Atelier.fr")
    staff = service.signed_in(STAFF)
    for typed in ("camille@atelier.fr", " CAMILLE@atelier.FR "):
        assert len(staff.post(f"{PERSONS}/data", {"email": typed}).json()["demands"]) == 1


def test_what_was_asked_for_an_address_holds_for_the_right_one(service: Service) -> None:
    service.a_need()
    staff = service.signed_in(STAFF)
    assert staff.post(f"{PERSONS}/opposition", CAMILLE).status_code == 200
    right = CAMILLE | {"new_email": "cm@atelier.fr"}
    assert staff.post(f"{PERSONS}/rectification", right).status_code == 200
    service.visitor.post("/api/drafts", {"email": "cm@atelier.fr"})
    service.clock.forward(days=1, hours=2)
    service.container.remind_drafts()()
    service.work_off(days=3)
    assert not list(service.mails.glob("*-draft-cm@atelier.fr-*.eml"))


def test_a_company_is_looked_up_once_its_restriction_is_lifted_and_never_once_forgotten(
    service: Service,
) -> None:
    service.registry.silent = True
    demand = service.deposit()["id"]
    staff = service.signed_in(STAFF)
    assert staff.post(f"{PERSONS}/restriction", CAMILLE).status_code == 200
    service.registry.silent = False
    service.work_off(hours=2)
    with service.container.read()() as work:
        assert work.demands.get(demand).establishment is None
    assert staff.post(f"{PERSONS}/restriction", CAMILLE | {"lifted": True}).status_code == 200
    service.work_off(hours=2)
    with service.container.read()() as work:
        assert work.demands.get(demand).establishment is not None


def test_nothing_is_written_of_who_is_forgotten(service: Service) -> None:
    need = service.a_need()
    with service.container.begin()() as work:
        work.surveys.add(Survey(id="survey", need=need, subject="recruter", asked_at=service.clock()))
    staff, zoe = service.signed_in(STAFF), service.signed_in(ZOE)
    assert staff.post(f"{PERSONS}/erasure", CAMILLE).status_code == 200
    said = {"kind": "information", "text": "Camille rappelle lundi.", "team": "cci-47-rh"}
    link = urlsplit(survey_url("http://x", service.container.secrets(), "survey")).path
    for answer in (
        zoe.post(f"/api/needs/{need}/comments", said),
        zoe.post(f"/api/needs/{need}/referrals/cci-47-rh/positions", {"stance": "taken"}),
        service.visitor.post(link, {"contacted": True, "useful": True, "mark": 5}),
        staff.post(f"/api/admin/needs/{need}/referrals", {"team": "cci-47-eco", "reason": "Avis"}),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/forgotten"), answer.text


def test_the_journal_says_of_which_things_it_was(service: Service) -> None:
    demand = service.deposit()["id"]
    staff = service.signed_in(STAFF)
    lifted = CAMILLE | {"lifted": True}
    for key, body in (
        ("rectification", CAMILLE | {"first_name": "Kamille"}),
        ("restriction", CAMILLE),
        ("restriction", lifted),
        ("opposition", CAMILLE),
        ("erasure", CAMILLE),
    ):
        assert staff.post(f"{PERSONS}/{key}", body).status_code == 200
    with service.container.read()() as work:
        lines = work.journal.page(JournalQuery(book=Book.ACTS, limit=100, subject=demand))
    assert sorted(one.operation for one in lines if one.who != "visitor" and one.way == "session") == [
        "erase_a_person",
        "oppose_for_a_person",
        "rectify_a_person",
        "restrict_a_person",
        "restrict_a_person",
    ]
