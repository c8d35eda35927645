"""The journal over HTTP: who reads it, what it says of who acts, and whence."""

import asyncio
from contextlib import nullcontext
from ipaddress import ip_network
from typing import Final

import pytest

from conseillers_adapters.jobs.engine import Regular, Run
from conseillers_application.acting import Acting, now_acting
from conseillers_application.ports import JournalQuery
from conseillers_domain.journal import Book, Entry, Way
from conseillers_entrypoints.composition.work import AttributedJobs, attributed
from conseillers_entrypoints.http.acting import ActingMiddleware, acting_by
from conseillers_entrypoints.http.needs import need_sheet
from conseillers_entrypoints.http.whence import Networks
from tests.entrypoints.service import OPERATOR, STAFF, ZOE, Document, Service, faults

LOG, AUDIT = "/api/admin/access-log", "/api/admin/audit"
VERIFY = f"{AUDIT}/verifications"
PROXIES: Final = (ip_network("192.0.2.0/24"),)


def last(service: Service, operation: str) -> Entry:
    """The last act of that name."""
    with service.container.read()() as work:
        lines = work.journal.page(JournalQuery(book=Book.ACTS, limit=100))
    found: Entry = max((one for one in lines if one.operation == operation), key=lambda one: one.id)
    return found


def test_staff_finds_who_read_a_need_and_an_operator_does_not(service: Service) -> None:
    need = service.a_need()
    zoe, staff, operator = map(service.signed_in, (ZOE, STAFF, OPERATOR))
    assert zoe.get(f"/api/needs/{need}").status_code == 200
    assert operator.get(f"/api/needs/{need}").status_code == 404
    tried, line = staff.get(f"{LOG}?need={need}").json()["items"]
    assert (line["person_name"], line["way"], line["operation"]) == ("Zoé Marchand", "session", "need_sheet")
    assert (tried["person_name"], tried["refused"], line["refused"]) == ("Exploitation", True, False)
    assert staff.get(f"{LOG}?person={line['person']}&since=2026-11-23").json()["items"] == [line]
    assert staff.get(f"{LOG}?until=2026-11-22").json() == {"items": [], "next": None}
    assert [one.get(LOG).status_code for one in (zoe, operator, service.visitor)] == [404, 404, 401]
    assert faults(staff.get(f"{LOG}?cursor=nowhere")) == {"/cursor": "format"}


def test_who_reaches_for_what_they_may_not_do_leaves_a_line_for_staff(service: Service) -> None:
    zoe, staff = service.signed_in(ZOE), service.signed_in(STAFF)
    assert zoe.get("/api/admin/baskets").status_code == 404
    assert zoe.post("/api/admin/invitations", {"email": ZOE}).status_code == 404
    lines = staff.get(LOG).json()["items"]
    assert {(one["person_name"], one["operation"], one["refused"]) for one in lines} == {
        ("Zoé Marchand", "see_baskets.refused", True),
        ("Zoé Marchand", "invite_advisors.refused", True),
    }


def test_an_operator_finds_who_did_what_page_by_page_and_staff_does_not(service: Service) -> None:
    need = service.a_need()
    zoe, staff, operator = map(service.signed_in, (ZOE, STAFF, OPERATOR))
    path = f"/api/needs/{need}/referrals/cci-47-rh/positions"
    assert zoe.post(path, {"stance": "taken"}).status_code == 200
    (line,) = operator.get(f"{AUDIT}?subject={need}&way=session").json()["items"]
    assert (line["operation"], line["others"]) == ("take_a_position", ["cci-47-rh"])
    assert line["who"] == zoe.get("/api/me").json()["id"]
    whole = operator.get(f"{AUDIT}?limit=100").json()["items"]
    pages: list[Document] = []
    mark: str | None = ""
    while mark is not None:
        page = operator.get(AUDIT, params={"limit": 4} | ({"cursor": mark} if mark else {})).json()
        pages += page["items"]
        mark = page["next"]
    assert pages == whole
    assert [one.get(AUDIT).status_code for one in (zoe, staff)] == [404, 404]


def test_an_operator_has_it_verified_while_the_service_is_paused_too(service: Service) -> None:
    operator = service.signed_in(OPERATOR)
    first = operator.post(VERIFY, {}).json()
    assert first["intact"]
    assert service.signed_in(STAFF).post(VERIFY, {}).status_code == 404
    assert faults(operator.post(VERIFY, {"expected": ["acts"]})) == {"/expected/0": "format"}
    assert operator.put("/api/admin/maintenance", {"message": "Mise à jour"}).status_code == 200
    heads = [one["head"] for one in first["books"]]
    assert operator.post(VERIFY, {"expected": heads}).json()["intact"]
    assert not operator.post(VERIFY, {"expected": ["acts:1:other"]}).json()["intact"]


def test_what_a_link_a_key_or_nobody_did_says_so(service: Service) -> None:
    draft = service.visitor.post("/api/drafts", {"email": "c@d.fr"}).json()["url"].partition(":8000")[2]
    assert (last(service, "keep_a_draft").who, last(service, "keep_a_draft").way) == ("visitor", "public")
    assert service.visitor.put(draft, {"subject": "recruter"}).status_code == 200
    assert last(service, "change_a_draft").way == "link"
    headers = {"authorization": "Bearer key"}
    assert service.visitor.post("/api/drafts", {"email": "e@f.fr"}, headers=headers).status_code == 201
    assert last(service, "keep_a_draft").way == "key"


@pytest.mark.parametrize(("proxies", "whence"), [((), "192.0.2.0/24"), (PROXIES, "198.51.100.0/24")])
def test_where_an_act_comes_from_is_told_shortened_and_by_declared_proxies_only(
    proxies: Networks, whence: str
) -> None:
    scope = {
        "type": "http",
        "client": ("192.0.2.1", 4000),
        "headers": [(b"x-forwarded-for", b"198.51.100.7")],
        "query_string": b"",
        "path_params": {"need_id": "need", "person": "zoe@cci.fr"},
        "route_handler": need_sheet,
    }
    assert acting_by(scope, proxies) == Acting(
        who="visitor", way=Way.PUBLIC, operation="need_sheet", subjects=("need",), whence=whence
    )


def test_a_reading_that_cannot_be_kept_shows_nothing(service: Service) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    with service.container.engine().begin() as connection:
        connection.exec_driver_sql(
            "create trigger no_room before insert on journal begin select raise(abort, 'no'); end"
        )
    answer = zoe.get(f"/api/needs/{need}")
    assert answer.status_code == 500
    assert "contact" not in answer.json()


def test_what_is_no_request_passes() -> None:
    passed = []

    async def app(scope: object, receive: object, send: object) -> None:
        passed.append((scope, receive, send))

    asyncio.run(ActingMiddleware(app, tuple)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert passed == [({"type": "lifespan"}, None, None)]


def test_jobs_and_regular_work_are_the_services_own_doing() -> None:
    seen = []

    def do() -> None:
        seen.append(now_acting())

    attributed(Regular(name="recap", cron="0 * * * *", do=do)).do()
    around = AttributedJobs(lambda _: nullcontext())
    with around(Run(task="react", subject="fact", job=1, attempts=0, request=None)):
        do()
    assert [(one.who, one.way, one.operation, one.subjects) for one in seen] == [
        ("service", "job", "recap", ()),
        ("service", "job", "react", ("fact",)),
    ]
