"""A routing tried on a small directory written inline, and how its decision is read."""

from typing import Final

from tests.entrypoints.service import Browser, Document

AGEN, PARIS_2, MAMOUDZOU = "47001", "75102", "97611"
VERSIONS: Final = {"directory": "inline", "geography": "2026", "rules": "1"}


def zone(kind: str, code: str) -> Document:
    return {"type": kind, "code": code}


LOT_ET_GARONNE: Final = zone("departement", "47")


def country(
    *teams: Document, institution: Document | None = None, branch: Document | None = None, **more: object
) -> Document:
    """One institution `i`, one branch `b` in Lot-et-Garonne, these teams; `t` when none is given."""
    return {
        "institutions": [{"slug": "i", "name": "I", "nature": "public_body", **(institution or {})}],
        "branches": [
            {
                "code": "b",
                "institution": "i",
                "name": "B",
                "level": "local",
                "zones": [LOT_ET_GARONNE],
                **(branch or {}),
            }
        ],
        "teams": [a_team("t", **one) if "code" not in one else one for one in teams or ({},)],
        "advisors": [],
        **more,
    }


def a_team(code: str, **more: object) -> Document:
    return {
        "code": code,
        "branch": "b",
        "name": code.upper(),
        "mailbox": f"{code}@i.fr",
        "competences": [{"subject": "recruter"}],
        **more,
    }


def an_advisor(name: str, *teams: str, **more: object) -> Document:
    return {
        "email": f"{name}@i.fr",
        "first_name": name,
        "last_name": "N",
        "branch": "b",
        "teams": list(teams),
        **more,
    }


def decided(
    staff: Browser,
    directory: Document,
    *,
    subject: str = "recruter",
    on: str = "2026-11-23",
    answers: Document | None = None,
    **company: object,
) -> Document:
    """The decision, members' notices aside."""
    answer = staff.post(
        "/api/admin/routing/simulations",
        {
            "subject": subject,
            "on": on,
            "answers": answers or {},
            "company": {"commune": AGEN, **company},
            "directory": directory,
        },
    )
    assert answer.status_code == 200, answer.text
    decision: Document = answer.json()
    assert decision["versions"] == VERSIONS
    for part in ("kept", "set_aside", "notices"):
        assert decision[part] == sorted(decision[part], key=lambda one: one["team"])
    return decision


def kept(decision: Document) -> list[tuple[str, str]]:
    assert all(one.keys() == {"team", "by"} for one in decision["kept"])
    return [(one["team"], one["by"]) for one in decision["kept"]]


def objection(decision: Document) -> Document:
    (verdict,) = decision["set_aside"]
    assert decision["kept"] == []
    found: Document = verdict
    return found
