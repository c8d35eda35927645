"""What operations promise that Litestar does not see: headers, who may ask, which refusals.

A table by operation id, as handlers read headers and raise refusals by themselves.
"""

from collections.abc import Mapping
from typing import Any, Final

from conseillers_application.exports import ExportFormat
from conseillers_entrypoints.directory_files import MEDIA_TYPES, Format
from conseillers_entrypoints.http.signed_in import CSRF_HEADER, SESSION_COOKIE

Document = dict[str, Any]

READERS: Final = frozenset(
    {
        "me",
        "my_sessions",
        "list_needs",
        "see_baskets",
        "see_branches_watched",
        "see_a_basket",
        "see_past_of_baskets",
        "need_sheet",
        "open_link",
        "list_comments",
        "appointment_file",
        "see_directory",
        "directory_versions",
        "see_directory_version",
        "compare_directories",
        "see_catalogue",
        "find_account",
        "see_decisions",
        "see_incidents",
        "see_an_incident",
        "fetch_the_register",
        "need_routing",
        "export_directory",
        "directory_template",
        "see_coverage",
        "see_geographies",
        "report_on_a_geography",
        "see_maintenance",
        "see_jobs",
        "see_mails",
        "see_refused_addresses",
        "see_tasks",
        "company_answer",
        "see_surveys",
        "see_all_figures",
        "see_an_export",
        "fetch_an_export",
        "see_access_log",
        "see_audit",
        "see_runs",
        "see_certificate",
        "see_traces",
        "list_demands",
        "see_a_demand",
        "list_templates",
        "see_template_versions",
        "see_the_unwanted",
        "see_access_requests",
        "see_invitations",
        "my_terms",
    }
)
"""Those who read are signed in."""

WRITERS: Final = frozenset(
    {
        "act_on_a_basket",
        "close_session",
        "change_my_account",
        "close_my_session",
        "set_up_totp",
        "confirm_totp",
        "remove_totp",
        "take_a_position",
        "renew_a_link",
        "renew_this_link",
        "revoke_links",
        "write_a_comment",
        "correct_a_comment",
        "withdraw_a_comment",
        "replace_directory",
        "change_directory",
        "restore_directory",
        "import_directory",
        "try_a_directory",
        "replace_catalogue",
        "simulate_a_routing",
        "replay_decisions",
        "suspend",
        "lift",
        "end",
        "give_roles",
        "record_a_decision",
        "follow_an_incident",
        "pause_service",
        "reopen_service",
        "retry_a_job",
        "verify_audit",
        "run_the_retention",
        "read_a_person",
        "rectify_a_person",
        "restrict_a_person",
        "oppose_for_a_person",
        "erase_a_person",
        "replay_a_mail",
        "lift_a_refused_address",
        "correct_a_closing",
        "assign_a_task",
        "edit_company_answer",
        "send_company_answer",
        "share_a_survey",
        "ask_for_an_export",
        "add_a_referral",
        "withdraw_a_referral",
        "move_a_referral",
        "move_all_referrals",
        "qualify_a_demand",
        "transmit_a_demand",
        "set_a_demand_aside",
        "take_a_demand_back",
        "merge_a_demand",
        "do_in_batch",
        "write_a_template",
        "try_a_template",
        "add_the_unwanted",
        "remove_the_unwanted",
        "decide_an_access",
        "invite_advisors",
        "renew_an_invitation",
        "revoke_an_invitation",
        "accept_the_terms",
    }
)
"""Those who write are, and show that they come from our pages."""

REPEATABLE: Final = frozenset(
    {
        "deposit_a_demand",
        "restore_directory",
        "import_directory",
        "write_a_comment",
        "ask_for_an_export",
        "add_a_referral",
        "transmit_a_demand",
        "keep_a_draft",
        "ask_for_an_access",
        "invite_advisors",
        "record_a_decision",
        "declare_an_incident",
    }
)
"""They take an `Idempotency-Key`."""

CONDITIONAL: Final = frozenset(
    {
        "take_a_position",
        "correct_a_comment",
        "withdraw_a_comment",
        "replace_directory",
        "change_directory",
        "restore_directory",
        "import_directory",
        "replace_catalogue",
        "correct_a_closing",
        "assign_a_task",
        "edit_company_answer",
        "send_company_answer",
        "add_a_referral",
        "withdraw_a_referral",
        "move_a_referral",
        "qualify_a_demand",
        "transmit_a_demand",
        "set_a_demand_aside",
        "take_a_demand_back",
        "merge_a_demand",
        "write_a_template",
        "follow_an_incident",
    }
)
"""They take an `If-Match`."""

VERSIONED: Final = CONDITIONAL | {
    "see_an_incident",
    "need_sheet",
    "open_link",
    "see_a_demand",
    "see_template_versions",
    "see_directory",
    "see_directory_version",
    "export_directory",
    "see_catalogue",
    "company_answer",
}
"""Their answers carry an `ETag`."""

TOKEN_BEARERS: Final = frozenset({"tell_of_bounces"})
"""Those who tell are a program that shows the token of the settings."""

FILES_IN: Final = {
    "import_directory": tuple(MEDIA_TYPES.values()),
    "tell_of_bounces": ("message/rfc822", "application/json"),
}
"""They take a file, as it is, of one of these types."""

FILES_OUT: Final = {
    "fetch_the_register": ("text/csv",),
    "appointment_file": ("text/calendar",),
    "export_directory": tuple(MEDIA_TYPES.values()),
    "directory_template": (MEDIA_TYPES[Format.XLSX],),
    "fetch_an_export": tuple(one.media_type for one in ExportFormat),
}
"""They answer a file."""

UNTOUCHED: Final = frozenset({"terms", "notice", "live", "ready"})
"""They need nothing that may be away; `ready` says itself what is."""

REFUSALS: Final[Mapping[str, frozenset[str]]] = {
    "401": READERS
    | WRITERS
    | TOKEN_BEARERS
    | {"open_session", "see_figures", "reset_a_password", "declare_an_incident"},
    "403": WRITERS | {"declare_an_incident"},
    "404": frozenset(
        {
            "see_baskets",
            "see_branches_watched",
            "see_a_basket",
            "see_past_of_baskets",
            "act_on_a_basket",
            "see_a_draft",
            "change_a_draft",
            "drop_a_draft",
            "catalogue",
            "see_directory",
            "replace_directory",
            "change_directory",
            "directory_versions",
            "compare_directories",
            "export_directory",
            "directory_template",
            "import_directory",
            "try_a_directory",
            "see_catalogue",
            "replace_catalogue",
            "simulate_a_routing",
            "replay_decisions",
            "find_account",
            "see_decisions",
            "record_a_decision",
            "see_incidents",
            "fetch_the_register",
            "see_geographies",
            "see_coverage",
            "see_maintenance",
            "pause_service",
            "reopen_service",
            "see_jobs",
            "see_access_log",
            "see_audit",
            "verify_audit",
            "see_runs",
            "run_the_retention",
            "read_a_person",
            "rectify_a_person",
            "restrict_a_person",
            "oppose_for_a_person",
            "erase_a_person",
            "see_mails",
            "see_refused_addresses",
            "see_surveys",
            "tell_of_bounces",
            "see_tasks",
            "see_figures",
            "see_all_figures",
            "ask_for_an_export",
            "list_demands",
            "do_in_batch",
            "list_templates",
            "see_the_unwanted",
            "add_the_unwanted",
            "remove_the_unwanted",
            "see_access_requests",
            "see_invitations",
            "invite_advisors",
        }
    ),
    "409": frozenset(
        {
            "erase_a_person",
            "rectify_a_person",
            "restrict_a_person",
            "set_up_totp",
            "confirm_totp",
            "remove_totp",
            "act_on_a_basket",
            "take_a_position",
            "correct_a_comment",
            "replace_directory",
            "change_directory",
            "restore_directory",
            "import_directory",
            "suspend",
            "lift",
            "end",
            "give_roles",
            "follow_an_incident",
            "retry_a_job",
            "replay_a_mail",
            "correct_a_closing",
            "assign_a_task",
            "edit_company_answer",
            "send_company_answer",
            "answer_a_survey",
            "share_a_survey",
            "fetch_an_export",
            "add_a_referral",
            "withdraw_a_referral",
            "move_a_referral",
            "qualify_a_demand",
            "transmit_a_demand",
            "set_a_demand_aside",
            "take_a_demand_back",
            "merge_a_demand",
            "write_a_template",
            "decide_an_access",
            "invite_advisors",
            "renew_an_invitation",
            "revoke_an_invitation",
            "see_an_invitation",
            "accept_an_invitation",
        }
    ),
    "412": CONDITIONAL,
    "422": frozenset(
        {
            "list_needs",
            "list_comments",
            "companies",
            "communes",
            "directory_versions",
            "see_a_basket",
            "see_coverage",
            "see_jobs",
            "see_access_log",
            "see_audit",
            "verify_audit",
            "see_refused_addresses",
            "see_tasks",
            "see_surveys",
            "see_figures",
            "see_all_figures",
            "list_demands",
            "see_the_unwanted",
            "see_access_requests",
            "see_invitations",
            "see_decisions",
            "see_incidents",
        }
    ),
}
"""The operations that answer each of these, besides what their bodies and paths entail."""

SCHEMES: Final[Document] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Le jeton donné par les réglages du service.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION_COOKIE,
        "description": "Le témoin posé par l’ouverture d’une session.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": CSRF_HEADER,
        "description": "Le `csrf_token` rendu à l’ouverture de la session, demandé à chaque écriture.",
    },
}

_TEXT: Final = {"type": "string"}
_IDEMPOTENCY: Final[Document] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Une même clé avec le même corps ne fait rien deux fois en 24 h.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_IF_MATCH: Final[Document] = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "L’`ETag` de la version lue\u00a0: une autre depuis, et rien n’est écrit (412).",
    "schema": _TEXT,
}
_ETAG: Final[Document] = {"ETag": {"description": "La version de ce qui est rendu.", "schema": _TEXT}}


def keep(name: str, operation: Document) -> frozenset[str]:
    """Write what an operation takes and gives besides its body; the refusals it may answer."""
    if name in READERS | WRITERS:
        operation["security"] = [{"session": [], "csrf": []} if name in WRITERS else {"session": []}]
    if name in TOKEN_BEARERS:
        operation["security"] = [{"token": []}]
    for names, parameter in ((REPEATABLE, _IDEMPOTENCY), (CONDITIONAL, _IF_MATCH)):
        if name in names:
            operation.setdefault("parameters", []).append(parameter)
    if name in FILES_IN:
        operation["requestBody"] = {"required": True, "content": _files(FILES_IN[name])}
    if name in FILES_OUT:
        operation["responses"]["200"]["content"] = _files(FILES_OUT[name])
    if name in VERSIONED:
        done = next(one for status, one in operation["responses"].items() if status.startswith("2"))
        done.setdefault("headers", {}).update(_ETAG)
    refusals = {status for status, names in REFUSALS.items() if name in names}
    return frozenset(refusals if name in UNTOUCHED else refusals | {"503"})


def _files(media_types: tuple[str, ...]) -> Document:
    binary = {"type": "string", "format": "binary"}
    return {one: {"schema": binary} for one in media_types}
