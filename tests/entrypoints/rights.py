"""Whom each route is open to, and so what becomes of everybody there (§7, CGU 6.1)."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from httpx import Response

from conseillers_domain.accounts import ALLOWED, Act
from tests.entrypoints.court import (
    NOBODY,
    OF_ANOTHER,
    OF_THE_TEAM,
    ROLES,
    SEEN_BY,
    SERVING,
    SPOKEN_FOR_BY,
    Held,
)
from tests.entrypoints.service import Browser


class Open(StrEnum):
    """Whom a route is open to that no act of the table of rights closes."""

    TO_ALL = "whoever asks; where it is about them, a secret is in the address"
    TO_PROGRAMS = "programs that show the token of the settings"
    TO_ACCOUNTS = "whoever has an account, about themselves"
    TO_ITS_HOLDER = "whose session it is"
    TO_READERS = "those whose need it is"
    TO_SPEAKERS = "those who speak for a team that the need is before"
    TO_VOICES = "those of such a team, in its name"
    TO_AUTHORS = "who wrote it"
    TO_ADDRESSEES = "those of the team that the link was sent to"


NEEDS: Final[Mapping[str, tuple[Open, Callable[[Browser, Held], Response]]]] = {
    "need_sheet": (Open.TO_READERS, lambda one, held: one.get(f"/api/needs/{held.need}")),
    "list_comments": (Open.TO_READERS, lambda one, held: one.get(f"/api/needs/{held.need}/comments")),
    "appointment_file": (
        Open.TO_READERS,
        lambda one, held: one.get(f"/api/needs/{held.need}/comments/{held.comment}/calendar"),
    ),
    "take_a_position": (
        Open.TO_SPEAKERS,
        lambda one, held: one.post(
            f"/api/needs/{held.need}/referrals/{held.team}/positions", {"stance": "taken"}
        ),
    ),
    "correct_a_closing": (
        Open.TO_SPEAKERS,
        lambda one, held: one.put(
            f"/api/needs/{held.closed}/referrals/{held.team}/closing", {"help": ["advice"], "note": "Mieux"}
        ),
    ),
    "renew_a_link": (
        Open.TO_SPEAKERS,
        lambda one, held: one.post(f"/api/needs/{held.need}/referrals/{held.team}/link"),
    ),
    "revoke_links": (
        Open.TO_SPEAKERS,
        lambda one, held: one.ask("DELETE", f"/api/needs/{held.need}/referrals/{held.team}/link"),
    ),
    "write_a_comment": (
        Open.TO_VOICES,
        lambda one, held: one.post(
            f"/api/needs/{held.need}/comments", {"team": held.team, "kind": "information", "text": "Oui."}
        ),
    ),
    "correct_a_comment": (
        Open.TO_AUTHORS,
        lambda one, held: one.patch(f"/api/needs/{held.need}/comments/{held.comment}", {"text": "Non."}),
    ),
    "withdraw_a_comment": (
        Open.TO_AUTHORS,
        lambda one, held: one.ask("DELETE", f"/api/needs/{held.need}/comments/{held.comment}"),
    ),
    "open_link": (Open.TO_ADDRESSEES, lambda one, held: one.get(f"/n/{held.token}")),
    "renew_this_link": (Open.TO_ADDRESSEES, lambda one, held: one.post(f"/n/{held.token}/renewal")),
}
"""The routes about a need that somebody holds, and how they are asked."""

_BY_RIGHT: Final[Mapping[Act | Open, str]] = {
    Open.TO_ALL: """
        home catalogue terms notice deposit_a_demand try_a_demand follow_a_demand companies communes
        keep_a_draft see_a_draft change_a_draft drop_a_draft see_what_to_complete complete_a_demand
        open_session ask_for_a_reset see_a_reset reset_a_password see_survey answer_a_survey
        how_to_ask_for_access ask_for_an_access see_an_invitation accept_an_invitation see_figures
        live ready published_document page_file
    """,
    Open.TO_PROGRAMS: "metrics tell_of_bounces",
    Open.TO_ACCOUNTS: """
        me my_sessions change_my_account set_up_totp confirm_totp remove_totp close_session
        list_needs my_terms accept_the_terms declare_an_incident
    """,
    Open.TO_ITS_HOLDER: "close_my_session",
    Act.SEE_BASKETS: "see_baskets see_a_basket see_past_of_baskets see_branches_watched",
    Act.ACT_ON_BASKETS: "act_on_a_basket",
    Act.SEE_TASKS: "see_tasks",
    Act.ASSIGN_TASK: "assign_a_task",
    Act.ANSWER_COMPANY: "company_answer edit_company_answer send_company_answer",
    Act.SEE_SURVEYS: "see_surveys",
    Act.SHARE_SURVEY: "share_a_survey",
    Act.TRIAGE: """
        add_a_referral withdraw_a_referral move_a_referral move_all_referrals list_demands see_a_demand
        qualify_a_demand transmit_a_demand set_a_demand_aside take_a_demand_back merge_a_demand
        do_in_batch list_templates see_template_versions write_a_template try_a_template
        see_the_unwanted add_the_unwanted remove_the_unwanted see_traces
    """,
    Act.SEE_DIRECTORY: """
        see_directory directory_versions see_directory_version compare_directories export_directory
        directory_template
    """,
    Act.CHANGE_DIRECTORY: "replace_directory change_directory restore_directory import_directory",
    Act.SIMULATE: "try_a_directory simulate_a_routing",
    Act.REPLAY: "replay_decisions",
    Act.SEE_ROUTING: "need_routing",
    Act.CHANGE_CATALOGUE: "see_catalogue replace_catalogue",
    Act.SUSPEND: "find_account suspend lift end give_roles",
    Act.SEE_ACCESS_REQUESTS: "see_access_requests",
    Act.DECIDE_ACCESS: "decide_an_access",
    Act.INVITE: "see_invitations invite_advisors renew_an_invitation revoke_an_invitation",
    Act.DECIDE_OF_ACCOUNTS: "record_a_decision",
    Act.SEE_DECISIONS: "see_decisions",
    Act.HANDLE_INCIDENTS: "see_incidents see_an_incident follow_an_incident fetch_the_register",
    Act.SEE_COVERAGE: "see_geographies report_on_a_geography see_coverage",
    Act.SEE_ALL_FIGURES: "see_all_figures",
    Act.EXPORT_FIGURES: "ask_for_an_export see_an_export fetch_an_export",
    Act.SEE_JOBS: "see_jobs",
    Act.RETRY_JOB: "retry_a_job",
    Act.SEE_MAILS: "see_mails",
    Act.REPLAY_MAIL: "replay_a_mail",
    Act.SEE_REFUSED_ADDRESSES: "see_refused_addresses",
    Act.LIFT_REFUSED_ADDRESS: "lift_a_refused_address",
    Act.SEE_ACCESS_LOG: "see_access_log",
    Act.SEE_AUDIT: "see_audit",
    Act.VERIFY_AUDIT: "verify_audit",
    Act.RUN_RETENTION: "run_the_retention see_runs see_certificate",
    Act.MIND_PERSONS: """
        read_a_person rectify_a_person restrict_a_person oppose_for_a_person erase_a_person
    """,
    Act.PAUSE: "see_maintenance pause_service reopen_service",
}
_NAMED: Final = [(name, right) for right, names in _BY_RIGHT.items() for name in names.split()]

RIGHTS: Final[Mapping[str, Act | Open]] = dict(_NAMED) | {name: whose for name, (whose, _) in NEEDS.items()}
"""What each route asks of who comes: one that is not there fails, whoever it lets in."""
assert len(RIGHTS) == len(_NAMED) + len(NEEDS)

IN, UNIDENTIFIED, FORBIDDEN, UNKNOWN, HELD_OFF = "in", 401, 403, 404, 429
AUTHORS: Final = {"own": OF_THE_TEAM, "another's": OF_ANOTHER}


def expected(name: str, role: str, whose: str) -> str | int:
    """What becomes of somebody at a route: what they may not see does not exist."""
    right = RIGHTS[name]
    if right in {Open.TO_ALL, Open.TO_PROGRAMS}:
        return IN
    if role in NOBODY:
        return UNIDENTIFIED
    speaks = role in SPOKEN_FOR_BY[whose]
    if isinstance(right, Act):
        sees = not ALLOWED[right].isdisjoint(ROLES[role])
    else:
        sees = {
            Open.TO_ACCOUNTS: True,
            Open.TO_ITS_HOLDER: role == OF_THE_TEAM,
            Open.TO_ADDRESSEES: speaks,
        }.get(right, role in SEEN_BY[whose])
    may = {
        Open.TO_SPEAKERS: speaks or role == SERVING,
        Open.TO_VOICES: speaks,
        Open.TO_AUTHORS: role == AUTHORS[whose],
    }
    if not sees:
        return UNKNOWN
    return IN if not isinstance(right, Open) or may.get(right, True) else FORBIDDEN


Cell = tuple[str, str, str]

MATRIX: Final[Mapping[str, tuple[Cell, ...]]] = {
    name: tuple((name, role, whose) for role in ROLES for whose in (SEEN_BY if name in NEEDS else ("own",)))
    for name in RIGHTS
}
"""The cells of each route: who asks, and of whose need."""
