"""A demand as staff reads it: a line of a list, or whole."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from conseillers_application.ports import Work
from conseillers_application.read_inbox import subject_name
from conseillers_application.referral_views import RULE_NAME, SOMEBODY
from conseillers_application.transmission import place_name
from conseillers_application.triage.need_views import NeedAtStaff
from conseillers_application.triage.tracing import TraceView
from conseillers_application.views import AnswerView, CompanyLine, CompanySheet, ContactSheet, SubjectName
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.demand import Consents, Demand, DemandState
from conseillers_domain.demand_form import Origin
from conseillers_domain.position import BY_RULE
from conseillers_domain.setting_aside import AsideReason, Told
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class FlagView:
    """A flag, and what it means."""

    code: str
    label: str


@frozen(kw_only=True)
class DemandLine:
    """A demand in a list; `aside`: why it was set aside."""

    id: str
    state: DemandState
    flags: tuple[FlagView, ...]
    subject: SubjectName
    company: CompanyLine
    siret: str
    contact: str
    email: str
    deposited_at: datetime
    aside: AsideReason | None
    merged_into: str | None


@frozen(kw_only=True)
class DemandPage:
    """A page of a tab, and how many demands each tab holds, up to ten thousand."""

    items: tuple[DemandLine, ...]
    total: int
    next: str | None
    counts: Mapping[DemandState, int]


@frozen(kw_only=True)
class AsideView:
    """Why a demand was set aside, by whom, and what its company was told."""

    reason: AsideReason
    reason_label: str
    by: str
    at: datetime
    mail: Told | None


@frozen(kw_only=True)
class ProposedTeam:
    """A team that would have the need if it were transmitted now."""

    team: str
    team_name: str
    institution: str


@frozen(kw_only=True)
class DemandAtStaff:
    """A demand as staff looks at it, with all that was done, and the others of its company.

    `proposed`: who would have its need now, while it waits. `alike`: the other demands of its SIRET or
    e-mail. `merged`: those it stands for.
    """

    id: str
    state: DemandState
    state_label: str
    flags: tuple[FlagView, ...]
    landing: str
    subject: SubjectName
    description: str
    answers: tuple[AnswerView, ...]
    origin: Origin | None
    consents: Consents
    deposited_at: datetime
    company: CompanySheet
    contact: ContactSheet
    aside: AsideView | None
    merged_into: str | None
    needs: tuple[NeedAtStaff, ...]
    proposed: tuple[ProposedTeam, ...]
    alike: tuple[DemandLine, ...]
    merged: tuple[DemandLine, ...]
    traces: tuple[TraceView, ...]
    version: int


def demand_line(demand: Demand, catalogue: Catalogue, geography: Geography) -> DemandLine:
    """A demand in a list."""
    known = demand.establishment
    return DemandLine(
        id=demand.id,
        state=demand.state,
        flags=flag_views(demand),
        subject=subject_name(demand.subject, catalogue),
        company=CompanyLine(name=known.name if known else None, commune_name=place_name(geography, demand)),
        siret=demand.siret,
        contact=demand.contact.name,
        email=demand.contact.email,
        deposited_at=demand.deposited_at,
        aside=demand.aside.reason if demand.aside else None,
        merged_into=demand.merged_into,
    )


def flag_views(demand: Demand) -> tuple[FlagView, ...]:
    """Why somebody looks at it, in words."""
    return tuple(FlagView(code=flag.value, label=flag.label) for flag in demand.flags)


def aside_view(work: Work, demand: Demand) -> AsideView | None:
    """Why it was set aside, with the name of who did it; None when it was not."""
    aside = demand.aside
    if aside is None:
        return None
    names = {BY_RULE: RULE_NAME} if aside.by == BY_RULE else work.accounts.names(frozenset({aside.by}))
    return AsideView(
        reason=aside.reason,
        reason_label=aside.reason.label,
        by=names.get(aside.by, SOMEBODY),
        at=aside.at,
        mail=aside.told,
    )
