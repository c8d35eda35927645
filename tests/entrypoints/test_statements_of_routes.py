"""How many questions each route asks the database: a new route says so here, and one more is seen."""

import json
from collections.abc import Callable, Mapping
from inspect import signature
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve
from httpx import Response

from conseillers_adapters.sql.line import heard
from conseillers_adapters.sql.tables import metadata
from conseillers_domain.basket import Basket, Stay
from conseillers_entrypoints.composition.regular import clock_work
from conseillers_entrypoints.http.app import HANDLERS
from tests.builders import NOW
from tests.entrypoints.day import (
    ADMIN,
    ASKS,
    BEARER,
    BOUNCE,
    DIRECTORY,
    GROWING,
    MAX,
    RESET,
    SETTLED,
    TOKEN,
    Day,
    read_whole,
)
from tests.entrypoints.service import EMMA, PASSWORD, SHOPS, ZOE, Browser, a_form
from tests.entrypoints.simulated import country

Ask = Callable[[Day], Response]

WHOM: Final = {"email": "camille@atelier.fr"}

ROUTES: Final[Mapping[str, tuple[int, Ask]]] = {
    "home": (0, lambda day: day.visitor.get("/", follow_redirects=False)),
    "catalogue": (1, lambda day: day.visitor.get("/api/catalogue")),
    "terms": (0, lambda day: day.visitor.get("/api/terms")),
    "notice": (0, lambda day: day.visitor.get("/api/information-notice")),
    "deposit_a_demand": (
        10,
        lambda day: day.visitor.post("/api/demands", a_form(siret=SHOPS[1], email="c@d.fr")),
    ),
    "try_a_demand": (3, lambda day: day.visitor.post("/api/demands/eligibility", a_form())),
    "follow_a_demand": (7, lambda day: day.visitor.get(day.receipt["follow_url"].partition(":8000")[2])),
    "companies": (0, lambda day: day.visitor.get("/api/companies/search?q=epicerie")),
    "communes": (0, lambda day: day.visitor.get("/api/communes?q=agen")),
    "keep_a_draft": (3, lambda day: day.visitor.post("/api/drafts", {"email": "c@d.fr"})),
    "see_a_draft": (1, lambda day: day.visitor.get(day.draft)),
    "change_a_draft": (4, lambda day: day.visitor.put(day.draft, {"subject": "recruter"})),
    "drop_a_draft": (4, lambda day: day.visitor.ask("DELETE", day.draft)),
    "see_baskets": (3, lambda day: day.staff.get(f"{ADMIN}/baskets")),
    "see_a_basket": (7, lambda day: day.staff.get(f"{ADMIN}/baskets/one")),
    "see_past_of_baskets": (4, lambda day: day.staff.get(f"{ADMIN}/baskets/history/emploi-47")),
    "see_branches_watched": (4, lambda day: day.staff.get(f"{ADMIN}/baskets/branches")),
    "act_on_a_basket": (
        7,
        lambda day: day.staff.post(
            f"{ADMIN}/baskets/one/actions", {"subject": "emploi-47", "kind": "remind"}
        ),
    ),
    "open_session": (
        13,
        lambda day: day.visitor.post("/api/session", {"email": ZOE, "password": PASSWORD}),
    ),
    "my_sessions": (4, lambda day: day.zoe.get("/api/me/sessions")),
    "close_my_session": (5, lambda day: day.zoe.ask("DELETE", f"/api/me/sessions/{day.other_session}")),
    "change_my_account": (
        17,
        lambda day: day.zoe.patch(
            "/api/me", {"name": "Zoé", "password": "girafe lampe tournevis", "present_password": PASSWORD}
        ),
    ),
    "set_up_totp": (11, lambda day: day.zoe.post("/api/me/totp", {"password": PASSWORD})),
    "confirm_totp": (5, lambda day: day.zoe.post("/api/me/totp/confirmation", {"code": "000000"})),
    "remove_totp": (9, lambda day: day.zoe.ask("DELETE", "/api/me/totp", json={"password": PASSWORD})),
    "ask_for_a_reset": (9, lambda day: day.visitor.post("/api/password-resets", {"email": ZOE})),
    "see_a_reset": (2, lambda day: day.visitor.get(f"/api/password-resets/{RESET}")),
    "reset_a_password": (
        13,
        lambda day: day.visitor.post(f"/api/password-resets/{RESET}", {"password": "girafe lampe tournevis"}),
    ),
    "close_session": (4, lambda day: day.zoe.ask("DELETE", "/api/session")),
    "me": (2, lambda day: day.zoe.get("/api/me")),
    "list_needs": (5, lambda day: day.zoe.get("/api/needs")),
    "need_sheet": (9, lambda day: day.zoe.get(f"/api/needs/{day.need}")),
    "open_link": (10, lambda day: day.zoe.get(f"/n/{TOKEN}")),
    "renew_this_link": (11, lambda day: day.zoe.post(f"/n/{TOKEN}/renewal")),
    "renew_a_link": (
        10,
        lambda day: day.zoe.post(f"/api/needs/{day.need}/referrals/cci-47-rh/link"),
    ),
    "revoke_links": (
        8,
        lambda day: day.zoe.ask("DELETE", f"/api/needs/{day.need}/referrals/cci-47-rh/link"),
    ),
    "take_a_position": (
        14,
        lambda day: day.zoe.post(
            f"/api/needs/{day.need}/referrals/cci-47-rh/positions",
            {"stance": "pending"},
        ),
    ),
    "correct_a_closing": (
        10,
        lambda day: day.staff.ask(
            "PUT",
            f"/api/needs/{day.closed}/referrals/cci-47-rh/closing",
            json={"help": ["advice"], "note": "Mieux dit"},
        ),
    ),
    "see_tasks": (6, lambda day: day.staff.get(f"{ADMIN}/tasks?mine=true&kind=answer_company")),
    "assign_a_task": (7, lambda day: day.staff.put(f"{ADMIN}/tasks/{day.task}/owner", {"owner": None})),
    "company_answer": (5, lambda day: day.staff.get(f"{ADMIN}/needs/{day.refused}/answer")),
    "edit_company_answer": (
        11,
        lambda day: day.staff.put(f"{ADMIN}/needs/{day.refused}/answer", {"text": "Bonjour"}),
    ),
    "send_company_answer": (12, lambda day: day.staff.post(f"{ADMIN}/needs/{day.refused}/answer")),
    "list_comments": (8, lambda day: day.zoe.get(f"/api/needs/{day.need}/comments")),
    "write_a_comment": (
        11,
        lambda day: day.zoe.post(
            f"/api/needs/{day.need}/comments",
            {"team": "cci-47-rh", "kind": "information", "text": "Oui."},
        ),
    ),
    "correct_a_comment": (
        11,
        lambda day: day.zoe.patch(f"/api/needs/{day.need}/comments/{day.comment}", {"text": "Non."}),
    ),
    "withdraw_a_comment": (
        11,
        lambda day: day.zoe.ask("DELETE", f"/api/needs/{day.need}/comments/{day.comment}"),
    ),
    "appointment_file": (
        7,
        lambda day: day.zoe.get(f"/api/needs/{day.need}/comments/{day.comment}/calendar"),
    ),
    "see_survey": (4, lambda day: day.visitor.get(day.survey)),
    "answer_a_survey": (
        7,
        lambda day: day.visitor.post(day.survey, {"contacted": True, "useful": True, "mark": 5}),
    ),
    "see_surveys": (5, lambda day: day.staff.get(f"{ADMIN}/surveys")),
    "share_a_survey": (
        9,
        lambda day: day.staff.post(f"{ADMIN}/surveys/{day.answered}/sharing"),
    ),
    "add_a_referral": (
        12,
        lambda day: day.staff.post(
            f"{ADMIN}/needs/{day.need}/referrals", {"team": "cci-47-eco", "reason": "Oubliée"}
        ),
    ),
    "withdraw_a_referral": (
        12,
        lambda day: day.staff.post(
            f"{ADMIN}/needs/{day.need}/referrals/emploi-47/withdrawal", {"reason": "Erreur"}
        ),
    ),
    "move_a_referral": (
        12,
        lambda day: day.staff.post(
            f"{ADMIN}/needs/{day.need}/referrals/emploi-47/move", {"to": "cci-47-eco", "reason": "Départ"}
        ),
    ),
    "move_all_referrals": (
        22,
        lambda day: day.staff.post(
            f"{ADMIN}/teams/emploi-47/referrals/move", {"to": "cci-47-eco", "reason": "Départ"}
        ),
    ),
    "list_demands": (5, lambda day: day.staff.get(f"{ADMIN}/demands?tab=transmitted")),
    "see_a_demand": (12, lambda day: day.staff.get(f"{ADMIN}/demands/{day.receipt['id']}")),
    "qualify_a_demand": (
        16,
        lambda day: day.staff.post(
            f"{ADMIN}/demands/{day.receipt['id']}/qualification",
            {"subject": "contrat-de-travail", "reason": "Mieux ainsi"},
        ),
    ),
    "transmit_a_demand": (
        12,
        lambda day: day.staff.post(f"{ADMIN}/demands/{day.waiting}/transmission", {"teams": ["cci-47-rh"]}),
    ),
    "set_a_demand_aside": (
        11,
        lambda day: day.staff.post(
            f"{ADMIN}/demands/{day.waiting}/setting-aside",
            {"reason": "out_of_scope", "mail": {"template": "out_of_scope"}},
        ),
    ),
    "take_a_demand_back": (
        8,
        lambda day: day.staff.post(f"{ADMIN}/demands/{day.aside}/taking-back", {"reason": "Erreur"}),
    ),
    "merge_a_demand": (
        12,
        lambda day: day.staff.post(f"{ADMIN}/demands/{day.waiting}/merge", {"into": day.receipt["id"]}),
    ),
    "do_in_batch": (
        9,
        lambda day: day.staff.post(
            f"{ADMIN}/demands/batch", {"ids": [day.waiting], "setting_aside": {"reason": "spam"}}
        ),
    ),
    "see_what_to_complete": (1, lambda day: day.visitor.get(day.completion)),
    "complete_a_demand": (
        12,
        lambda day: day.visitor.put(day.completion, a_form(siret=SHOPS[6], email="i@j.fr")),
    ),
    "list_templates": (3, lambda day: day.staff.get(f"{ADMIN}/templates")),
    "see_template_versions": (3, lambda day: day.staff.get(f"{ADMIN}/templates/other")),
    "write_a_template": (
        6,
        lambda day: day.staff.put(f"{ADMIN}/templates/other", {"subject": "Objet", "body": "Bonjour"}),
    ),
    "try_a_template": (
        5,
        lambda day: day.staff.post(f"{ADMIN}/templates/other/preview", {"demand": day.receipt["id"]}),
    ),
    "see_the_unwanted": (4, lambda day: day.staff.get(f"{ADMIN}/spam")),
    "add_the_unwanted": (
        5,
        lambda day: day.staff.post(f"{ADMIN}/spam", {"kind": "email", "value": "a@b.fr"}),
    ),
    "remove_the_unwanted": (
        5,
        lambda day: day.staff.post(f"{ADMIN}/spam/removal", {"kind": "email", "value": "pub@exemple.fr"}),
    ),
    "see_traces": (5, lambda day: day.staff.get(f"{ADMIN}/needs/{day.need}/traces")),
    "see_directory": (3, lambda day: day.staff.get(DIRECTORY)),
    "replace_directory": (10, lambda day: day.staff.put(DIRECTORY, day.document)),
    "change_directory": (10, lambda day: day.staff.patch(DIRECTORY, day.change)),
    "directory_versions": (5, lambda day: day.staff.get(f"{DIRECTORY}/versions")),
    "see_directory_version": (6, lambda day: day.staff.get(f"{DIRECTORY}/versions/1")),
    "restore_directory": (13, lambda day: day.staff.post(f"{DIRECTORY}/versions/1/restoration", {})),
    "compare_directories": (9, lambda day: day.staff.get(f"{DIRECTORY}/diff?before=1&after=2")),
    "try_a_directory": (4, lambda day: day.staff.post(f"{DIRECTORY}/what-if", {"directory": day.document})),
    "export_directory": (4, lambda day: day.staff.get(f"{DIRECTORY}/export")),
    "directory_template": (3, lambda day: day.staff.get(f"{DIRECTORY}/template")),
    "import_directory": (
        10,
        lambda day: day.staff.ask(
            "POST",
            f"{DIRECTORY}/imports",
            content=json.dumps(day.document),
            headers={"content-type": "application/json"},
        ),
    ),
    "simulate_a_routing": (
        3,
        lambda day: day.staff.post(
            f"{ADMIN}/routing/simulations",
            {"subject": "recruter", "company": {"commune": "47001"}, "directory": country()},
        ),
    ),
    "replay_decisions": (
        7,
        lambda day: day.staff.post(
            f"{ADMIN}/routing/replays", {"since": "2026-11-01", "until": "2026-11-30"}
        ),
    ),
    "need_routing": (7, lambda day: day.staff.get(f"{ADMIN}/needs/{day.need}/routing")),
    "see_catalogue": (3, lambda day: day.staff.get(f"{ADMIN}/catalogue")),
    "replace_catalogue": (6, lambda day: day.staff.put(f"{ADMIN}/catalogue", day.catalogue)),
    "find_account": (5, lambda day: day.staff.get(f"{ADMIN}/accounts?email={EMMA}")),
    "suspend": (
        19,
        lambda day: day.staff.post(f"{ADMIN}/accounts/{day.emma}/suspension", {"motive": "urgency"}),
    ),
    "lift": (7, lambda day: day.staff.post(f"{ADMIN}/accounts/{day.emma}/lifting")),
    "how_to_ask_for_access": (1, lambda day: day.visitor.get("/api/access-requests")),
    "ask_for_an_access": (
        5,
        lambda day: day.visitor.post("/api/access-requests", ASKS | {"email": MAX}),
    ),
    "see_access_requests": (5, lambda day: day.staff.get(f"{ADMIN}/access-requests")),
    "decide_an_access": (
        11,
        lambda day: day.staff.post(
            f"{ADMIN}/access-requests/{day.asked}/decision",
            {"outcome": "accepted", "agreement": {"by": "Hélène Dupuy", "on": "2026-11-20"}},
        ),
    ),
    "see_invitations": (5, lambda day: day.staff.get(f"{ADMIN}/invitations")),
    "invite_advisors": (8, lambda day: day.staff.post(f"{ADMIN}/invitations", {"institution": "cci"})),
    "renew_an_invitation": (
        7,
        lambda day: day.staff.post(f"{ADMIN}/invitations/{day.invited}/renewal", {}),
    ),
    "revoke_an_invitation": (
        6,
        lambda day: day.staff.ask("DELETE", f"{ADMIN}/invitations/{day.invited}"),
    ),
    "see_an_invitation": (3, lambda day: day.visitor.get(f"/api/invitations/{TOKEN}")),
    "accept_an_invitation": (
        10,
        lambda day: day.visitor.post(
            f"/api/invitations/{TOKEN}/acceptance",
            {"first_name": "Lou", "last_name": "Delmas", "password": PASSWORD, "terms_version": "1"},
        ),
    ),
    "my_terms": (3, lambda day: day.zoe.get("/api/me/terms")),
    "accept_the_terms": (5, lambda day: day.zoe.post("/api/me/terms", {"version": "1"})),
    "end": (
        21,
        lambda day: day.staff.post(f"{ADMIN}/accounts/{day.emma}/end", {"decision": day.decisions[1]}),
    ),
    "give_roles": (
        13,
        lambda day: day.staff.post(
            f"{ADMIN}/accounts/{day.emma}/roles",
            {"roles": ["advisor", "pilot"], "reason": "Suit les chiffres"},
        ),
    ),
    "record_a_decision": (
        6,
        lambda day: day.boss.post(
            f"{ADMIN}/direction-decisions", {"email": ZOE, "measure": "end", "why": "Conseil"}
        ),
    ),
    "see_decisions": (5, lambda day: day.staff.get(f"{ADMIN}/direction-decisions")),
    "declare_an_incident": (
        7,
        lambda day: day.zoe.post("/api/incidents", {"kind": "misuse", "description": "Un vol."}),
    ),
    "see_incidents": (5, lambda day: day.staff.get(f"{ADMIN}/incidents")),
    "see_an_incident": (4, lambda day: day.staff.get(f"{ADMIN}/incidents/{day.incident}")),
    "follow_an_incident": (
        7,
        lambda day: day.staff.post(
            f"{ADMIN}/incidents/{day.incident}/events", {"step": "note", "note": "Vu."}
        ),
    ),
    "fetch_the_register": (4, lambda day: day.staff.get(f"{ADMIN}/incidents/register.csv")),
    "see_geographies": (3, lambda day: day.staff.get(f"{ADMIN}/geographies")),
    "report_on_a_geography": (3, lambda day: day.staff.get(f"{ADMIN}/geographies/2026/report")),
    "see_coverage": (3, lambda day: day.staff.get(f"{ADMIN}/coverage")),
    "see_figures": (3, lambda day: day.visitor.get("/api/figures")),
    "see_all_figures": (
        5,
        lambda day: day.staff.get(f"{ADMIN}/figures?by=institution&by=month&team=cci-47-rh"),
    ),
    "ask_for_an_export": (
        6,
        lambda day: day.staff.post(f"{ADMIN}/exports", {"kind": "needs", "format": "csv"}),
    ),
    "see_an_export": (3, lambda day: day.staff.get(f"{ADMIN}/exports/{day.export}")),
    "fetch_an_export": (4, lambda day: day.staff.get(f"{ADMIN}/exports/{day.export}/file")),
    "live": (0, lambda day: day.visitor.get("/health/live")),
    "ready": (1, lambda day: day.visitor.get("/health/ready")),
    "see_jobs": (2, lambda day: day.operator.get(f"{ADMIN}/jobs")),
    "retry_a_job": (3, lambda day: day.operator.post(f"{ADMIN}/jobs/0/retry")),
    "see_mails": (5, lambda day: day.operator.get(f"{ADMIN}/mails")),
    "replay_a_mail": (5, lambda day: day.operator.post(f"{ADMIN}/mails/{day.letter}/replay")),
    "see_refused_addresses": (8, lambda day: day.staff.get(f"{ADMIN}/refused-addresses")),
    "lift_a_refused_address": (
        6,
        lambda day: day.staff.post(f"{ADMIN}/refused-addresses/{day.address}/lifting"),
    ),
    "tell_of_bounces": (2, lambda day: day.visitor.post("/api/bounces", BOUNCE, headers=BEARER)),
    "see_access_log": (4, lambda day: day.staff.get(f"{ADMIN}/access-log?need={day.need}")),
    "see_audit": (3, lambda day: day.operator.get(f"{ADMIN}/audit?way=session&limit=2")),
    "verify_audit": (48, lambda day: day.operator.post(f"{ADMIN}/audit/verifications", {})),
    "run_the_retention": (43, lambda day: day.operator.post(f"{ADMIN}/retention/runs", {})),
    "see_runs": (3, lambda day: day.operator.get(f"{ADMIN}/retention/runs")),
    "see_certificate": (3, lambda day: day.operator.get(f"{ADMIN}/retention/runs/{day.run}/certificate")),
    "read_a_person": (17, lambda day: day.staff.post(f"{ADMIN}/persons/data", WHOM)),
    "rectify_a_person": (
        17,
        lambda day: day.staff.post(f"{ADMIN}/persons/rectification", WHOM | {"last_name": "Roux"}),
    ),
    "restrict_a_person": (15, lambda day: day.staff.post(f"{ADMIN}/persons/restriction", WHOM)),
    "oppose_for_a_person": (13, lambda day: day.staff.post(f"{ADMIN}/persons/opposition", WHOM)),
    "erase_a_person": (23, lambda day: day.staff.post(f"{ADMIN}/persons/erasure", WHOM)),
    "see_maintenance": (3, lambda day: day.operator.get(f"{ADMIN}/maintenance")),
    "pause_service": (6, lambda day: day.operator.put(f"{ADMIN}/maintenance", {"message": "Mise à jour"})),
    "reopen_service": (3, lambda day: day.operator.ask("DELETE", f"{ADMIN}/maintenance")),
    "metrics": (1, lambda day: day.visitor.get("/metrics", headers=BEARER)),
    "published_document": (0, lambda day: day.visitor.get("/api/openapi.json")),
    "page_file": (0, lambda day: day.visitor.get("/api/docs/assets/start.js")),
}
"""A route by the name of its handler: how many questions, and the request that asks them."""


NOTHING_TO_DO: Final = {"retry_a_job", "replay_a_mail", "confirm_totp", "remove_totp"}
"""That day no job has failed, no mail was given up, and nobody has a second factor."""

COUNTED_WHOLE: Final = {"see_mails": {"letters"}}
"""What an operator is told the number of: an index is read from end to end, and nobody else waits for it."""


LISTS: Final = tuple(
    sorted(
        one.handler_name
        for one in HANDLERS
        if "limit" in signature(one.fn).parameters and ROUTES[one.handler_name][0]
    )
)
"""The routes that show as many lines as they are asked for, from the database."""
ELSEWHERE: Final[Mapping[str, Ask]] = {
    "see_a_basket": lambda day: day.staff.get(f"{ADMIN}/baskets/unanswered"),
}
"""Where there are more lines than where a route was asked."""


def test_every_route_says_how_much_it_asks_under_a_name_of_its_own() -> None:
    names = [one.handler_name for one in HANDLERS]
    assert len(names) == len(set(names))
    assert set(names) == ROUTES.keys()


def test_every_table_is_known_to_grow_or_not() -> None:
    assert set(metadata.tables) == GROWING | SETTLED
    assert GROWING.isdisjoint(SETTLED)


class Asking(Browser):
    """A browser that says how many lines it wants."""

    def get(self, path: str, **options: Any) -> Response:  # noqa: ANN401 - httpx's own
        """Read one line, or as many as there are."""
        return super().get(f"{path}{'&' if '?' in path else '?'}limit={self.cookies['lines']}", **options)


def wanting(day: Day, lines: int) -> Day:
    """The same people, each of whom wants that many lines."""
    zoe, staff, operator = (
        Asking(one.client, {**one.cookies, "lines": str(lines)}) for one in (day.zoe, day.staff, day.operator)
    )
    return evolve(day, zoe=zoe, staff=staff, operator=operator)


def more_of_everything(day: Day) -> None:
    """What that day has one of, or none, it has more of."""
    for siret in SHOPS[7:9]:
        day.service.deposit(siret=siret, email=f"{siret}@atelier.fr")
    needs = [one["id"] for one in day.zoe.get("/api/needs").json()["items"]]
    refused = day.service.a_need(siret=SHOPS[9], email="encore@atelier.fr")
    for team in ("cci-47-rh", "emploi-47"):
        refusal = {"stance": "refused", "reason": "no_capacity"}
        day.staff.post(f"/api/needs/{refused}/referrals/{team}/positions", refusal)
    day.staff.get(f"/api/needs/{day.need}")
    day.staff.post(f"/api/needs/{day.need}/comments", {"kind": "information", "text": "Oui."})
    day.staff.post(f"{ADMIN}/spam", {"kind": "email", "value": "autre@exemple.fr"})
    day.visitor.post(day.survey, {"contacted": True, "useful": True, "mark": 5})
    day.visitor.post("/api/access-requests", ASKS | {"email": MAX})
    day.staff.post(f"{ADMIN}/invitations", {"email": MAX})
    with day.service.container.begin()() as work:
        for need in (*needs, refused):
            work.baskets.keep(Stay(id=need, basket=Basket.UNANSWERED, subject=need, entered_at=NOW))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_much_however_many_lines_it_shows(day: Day, name: str) -> None:
    more_of_everything(day)
    ask = ELSEWHERE.get(name, ROUTES[name][1])
    asked, shown = [], []
    for lines in (1, 100):
        with heard() as said:
            answer = ask(wanting(day, lines))
        asked.append(len(said))
        shown.append(len(answer.json()["items"]))
    assert asked[0] == asked[1]
    assert shown[0] < shown[1]


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_asks_as_much_as_it_says_and_reads_no_table_that_grows_from_end_to_end(
    day: Day, tmp_path: Path, name: str
) -> None:
    many, ask = ROUTES[name]
    with heard() as said:
        answer = ask(day)
    assert answer.status_code < 400 or name in NOTHING_TO_DO, answer.text
    assert len(said) == many, said
    assert read_whole(tmp_path / "service.db", said) == COUNTED_WHOLE.get(name, set()), said


def test_neither_do_jobs_nor_a_request_that_may_be_sent_again(day: Day, tmp_path: Path) -> None:
    with heard() as said:
        assert day.staff.post(f"{ADMIN}/exports", {"kind": "needs", "format": "xlsx"}).status_code == 202
        assert day.staff.get(f"{ADMIN}/figures").status_code == 200
        form = a_form(siret=SHOPS[2], email="e@f.fr")
        assert day.visitor.post("/api/demands", form, headers={"idempotency-key": "k"}).status_code == 201
        path = f"/api/needs/{day.need}/referrals/cci-47-rh/positions"
        assert day.zoe.post(path, {"stance": "closed_helped", "help": ["advice"]}).status_code == 200
        assert day.staff.get(f"{ADMIN}/tasks?state=done").json()["total"] == 0
        comment = {"kind": "information", "text": "Oui."}
        assert day.staff.post(f"/api/needs/{day.need}/comments", comment).status_code == 201
        assert day.staff.post(f"{ADMIN}/surveys/{day.answered}/sharing").status_code == 200
        day.service.work_off(hours=1)
        day.service.work_off(days=2)
        day.service.container.mind_tasks()()
        day.service.work_off(hours=1)
        day.service.container.forget_exports()()
        for regular in clock_work(day.service.container):
            regular.do()
    assert any("escalated_at IS NULL" in one for one in said)
    assert len(said) > 100
    assert read_whole(tmp_path / "service.db", said) == set(), said


def test_neither_does_what_the_clock_archives(day: Day, tmp_path: Path) -> None:
    day.service.clock.forward(days=200)
    with heard() as said:
        assert day.service.container.archive_referrals()() > 0
    assert read_whole(tmp_path / "service.db", said) == set(), said
