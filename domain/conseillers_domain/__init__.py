"""The pure core of Conseillers-Entreprises: needs, routing rules, positions and their life cycle.

`from conseillers_domain import route` loads what routing needs and nothing else: the names below come from
their modules when they are first asked for, so that an embedding service pays for what it uses.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from conseillers_domain.catalogue import Catalogue, Question, Subject, Theme
    from conseillers_domain.company import CompanyFacts, Siret, SiretFault, parse_siret
    from conseillers_domain.criteria import Criterion
    from conseillers_domain.directory import (
        Advisor,
        Branch,
        Directory,
        DirectoryDocument,
        Institution,
        Team,
    )
    from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound, Refusal
    from conseillers_domain.explanations import Explainer, why_kept, why_set_aside
    from conseillers_domain.need import Need, NeedStatus, Referral
    from conseillers_domain.position import HelpKind, NewPosition, Position, RefusalReason, Side, Stance
    from conseillers_domain.route_index import RouteIndex
    from conseillers_domain.routing import Kept, Profile, Routing, ask, route
    from conseillers_domain.territory import Commune, Geography, Zone, ZoneType
    from conseillers_domain.verdicts import SetAside

__all__ = [
    "Advisor",
    "Branch",
    "Catalogue",
    "Commune",
    "CompanyFacts",
    "Conflict",
    "Criterion",
    "Directory",
    "DirectoryDocument",
    "Explainer",
    "Fault",
    "Geography",
    "HelpKind",
    "Institution",
    "Invalid",
    "Kept",
    "Need",
    "NeedStatus",
    "NewPosition",
    "NotFound",
    "Position",
    "Profile",
    "Question",
    "Referral",
    "Refusal",
    "RefusalReason",
    "RouteIndex",
    "Routing",
    "SetAside",
    "Side",
    "Siret",
    "SiretFault",
    "Stance",
    "Subject",
    "Team",
    "Theme",
    "Zone",
    "ZoneType",
    "ask",
    "parse_siret",
    "route",
    "why_kept",
    "why_set_aside",
]

_MODULES: Final = {
    "catalogue": ("Catalogue", "Question", "Subject", "Theme"),
    "company": ("CompanyFacts", "Siret", "SiretFault", "parse_siret"),
    "criteria": ("Criterion",),
    "directory": ("Advisor", "Branch", "Directory", "DirectoryDocument", "Institution", "Team"),
    "errors": ("Conflict", "Fault", "Invalid", "NotFound", "Refusal"),
    "explanations": ("Explainer", "why_kept", "why_set_aside"),
    "need": ("Need", "NeedStatus", "Referral"),
    "position": ("HelpKind", "NewPosition", "Position", "RefusalReason", "Side", "Stance"),
    "route_index": ("RouteIndex",),
    "routing": ("Kept", "Profile", "Routing", "ask", "route"),
    "territory": ("Commune", "Geography", "Zone", "ZoneType"),
    "verdicts": ("SetAside",),
}
_HOME: Final = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """The name, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
