"""The letters of the follow-up clock: nobody took a need, needs wait, a first one came (CGU 4.3.B)."""

from datetime import datetime
from typing import Final

from conseillers_application.correspondents import demand_written_to
from conseillers_application.drafts import draft_url
from conseillers_application.letter_writers.desk import Addressed, Desk, subject_title
from conseillers_application.letter_writers.to_team import addressee, secure_link
from conseillers_application.letters import Letter
from conseillers_application.mails import (
    AbandonedMail,
    DraftMail,
    FirstNeedMail,
    FollowedMail,
    LastChanceMail,
    RecapMail,
    ReengagementMail,
    WaitingNeed,
)
from conseillers_application.ports import Work
from conseillers_application.transmission import institution_names, place_name
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.errors import NotFound
from conseillers_domain.events import (
    DraftLeft,
    Fact,
    FirstNeed,
    LastChance,
    NeedAbandoned,
    NeedFollowed,
    RecapDue,
    ReengagementDue,
    TeamReminded,
)
from conseillers_domain.followup import CLOSED, MOST_LISTED
from conseillers_domain.need import NeedStatus, Tab

TO_THE_LAST: Final = "\N{REPLACEMENT CHARACTER}"
"""Sorts after every identifier."""


def followed(desk: Desk, work: Work, letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """Nobody took its need yet; None when somebody did meanwhile, or when all refused."""
    assert isinstance(fact, NeedFollowed)
    need = work.needs.get(fact.need)
    if need.status is not NeedStatus.PENDING:
        return None
    demand = demand_written_to(work, letter, work.demands.get(need.demand))
    awaited = (one.team for one in need.referrals if one.stance.open)
    return demand.contact.email, FollowedMail(
        first_name=demand.contact.first_name,
        last_name=demand.contact.last_name,
        subject=subject_title(work, need.subject),
        institutions=institution_names(awaited, work.directories.current().directory),
        follow_url=desk.follow(demand),
        deposited_at=demand.deposited_at,
    )


def abandoned(desk: Desk, work: Work, letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """Nobody could take its need; None when somebody did meanwhile, or when all refused."""
    assert isinstance(fact, NeedAbandoned)
    need = work.needs.get(fact.need)
    if need.status is not NeedStatus.PENDING:
        return None
    demand = demand_written_to(work, letter, work.demands.get(need.demand))
    return demand.contact.email, AbandonedMail(
        first_name=demand.contact.first_name,
        last_name=demand.contact.last_name,
        subject=subject_title(work, need.subject),
        follow_url=desk.follow(demand),
        service_url=desk.base_url,
        deposited_at=demand.deposited_at,
    )


def reengagement(desk: Desk, work: Work, letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """Whether it has another need; None when the one that ended was taken up again."""
    assert isinstance(fact, ReengagementDue)
    need = work.needs.get(fact.need)
    if need.status not in CLOSED:
        return None
    demand = demand_written_to(work, letter, work.demands.get(need.demand))
    return demand.contact.email, ReengagementMail(
        first_name=demand.contact.first_name,
        last_name=demand.contact.last_name,
        subject=subject_title(work, need.subject),
        service_url=desk.base_url,
        deposited_at=demand.deposited_at,
    )


def first_need(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """How a team goes about the first need it received; None when it has answered."""
    assert isinstance(fact, FirstNeed)
    team = addressee(work, letter)
    need = work.needs.get(fact.need)
    if not need.asks(team.code) or not need.referral(team.code).waits:
        return None
    url, expires_at = secure_link(desk, work, fact.need, team.code, at)
    return team.mailbox, FirstNeedMail(
        team=team.name,
        subject=subject_title(work, need.subject),
        need_url=url,
        link_expires_at=expires_at,
    )


def recap(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """The needs that wait for a team since some days; None when nothing waits any more."""
    assert isinstance(fact, RecapDue)
    return _waiting(desk, work, letter, fact, at, at - desk.thresholds.recap)


def reminder(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """All that waits for a team, because staff asks; None when nothing waits any more."""
    assert isinstance(fact, TeamReminded)
    return _waiting(desk, work, letter, fact, at, at)


def _waiting(
    desk: Desk, work: Work, letter: Letter, fact: RecapDue | TeamReminded, at: datetime, until: datetime
) -> Addressed | None:
    """What was sent to a team until then and waits, written to it or to who stands in for it."""
    team, told = fact.team, addressee(work, letter)
    load = work.loads.waiting([team], at - desk.thresholds.abandoned, until).get(team)
    query = InboxQuery(
        teams=frozenset({team}), tab=Tab.INBOX, now=at, after=(until, TO_THE_LAST), limit=MOST_LISTED
    )
    rows = work.needs.page(query)
    if load is None or not rows:
        return None
    own = told.code == team
    return told.mailbox, RecapMail(
        team=told.name,
        away=None if own else _name(work, team),
        needs=tuple(_line(work, row) for row in rows),
        others=load.count - len(rows),
        page_url=secure_link(desk, work, rows[0].need, team, at)[0] if own else desk.base_url,
        asked=isinstance(fact, TeamReminded),
    )


def last_chance(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """A need waits since long; None when the team answered meanwhile, or another one took it."""
    assert isinstance(fact, LastChance)
    need = work.needs.get(fact.need)
    answered = need.status is not NeedStatus.PENDING
    if answered or not need.asks(fact.team) or not need.referral(fact.team).waits:
        return None
    told = addressee(work, letter)
    own = told.code == fact.team
    return told.mailbox, LastChanceMail(
        team=told.name,
        away=None if own else _name(work, fact.team),
        need=WaitingNeed(
            subject=subject_title(work, need.subject),
            commune=place_name(desk.geography, work.demands.get(need.demand)) or "",
            sent_at=need.referral(fact.team).sent_at,
        ),
        page_url=secure_link(desk, work, need.id, fact.team, at)[0] if own else desk.base_url,
    )


def draft(desk: Desk, work: Work, _letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """Where a draft is found again; None when it was finished, dropped, or lost its author's address."""
    assert isinstance(fact, DraftLeft)
    try:
        left = work.drafts.get(fact.draft)
    except NotFound:
        return None
    if left.address is None or left.expires_at <= at:
        return None
    return left.address, DraftMail(
        draft_url=draft_url(desk.base_url, desk.secrets, left.id), expires_at=left.expires_at
    )


def _line(work: Work, row: InboxRow) -> WaitingNeed:
    return WaitingNeed(
        subject=subject_title(work, row.subject), commune=row.commune_name or "", sent_at=row.sent_at
    )


def _name(work: Work, team: str) -> str:
    """The name of a team, its code once it left the directory."""
    known = work.directories.current().directory.teams.get(team)
    return known.name if known else team
