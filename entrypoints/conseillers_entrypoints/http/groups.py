"""Which part of the service a route belongs to: a closed set, so that measures stay few."""

from functools import cache
from typing import Final

OTHER: Final = "other"
"""Addresses that lead to nothing, and the bare one."""

GROUPS: Final = (
    ("/api/demands", "deposit"),
    ("/api/surveys", "survey"),
    ("/api/drafts", "deposit"),
    ("/api/access-requests", "access"),
    ("/api/invitations", "access"),
    ("/api/catalogue", "catalogue"),
    ("/api/terms", "catalogue"),
    ("/api/information-notice", "catalogue"),
    ("/api/companies", "companies"),
    ("/api/communes", "companies"),
    ("/api/needs/{need_id}/referrals", "position"),
    ("/api/needs/{need_id}/comments", "thread"),
    ("/api/needs/{need_id}", "sheet"),
    ("/n/", "sheet"),
    ("/api/needs", "inbox"),
    ("/api/session", "session"),
    ("/api/me", "session"),
    ("/api/password-resets", "session"),
    ("/api/admin/directory", "directory"),
    ("/api/admin/routing", "routing"),
    ("/api/admin/needs/{need_id}/routing", "routing"),
    ("/api/admin/coverage", "coverage"),
    ("/api/figures", "figures"),
    ("/api/admin/figures", "figures"),
    ("/api/admin/exports", "figures"),
    ("/api/admin/baskets", "baskets"),
    ("/api/incidents", "incident"),
    ("/api/admin/incidents", "incident"),
    ("/api/admin", "admin"),
    ("/api/bounces", "bounces"),
    ("/api/docs", "docs"),
    ("/api/openapi.json", "docs"),
    ("/health", "health"),
    ("/metrics", "health"),
)
"""How the templates of routes begin, the narrower ones first."""


@cache
def group_of(template: str | None) -> str:
    """The group of a route by its template (`/api/needs/{need_id}`), not by the path somebody asked for."""
    if template is None:
        return OTHER
    return next((group for start, group in GROUPS if template.startswith(start)), OTHER)
