"""The letters about accounts shut out, and about incidents (CGU 6.1, 6.2)."""

from datetime import datetime

from conseillers_application.letter_writers.desk import Addressed, Desk
from conseillers_application.letters import Letter
from conseillers_application.mails import BreachMail, EndedMail, IncidentMail, LiftedMail, SuspendedMail
from conseillers_application.mind_breaches import hours_left
from conseillers_application.ports import Work
from conseillers_domain.account_changes import AccountChange, ChangeKind
from conseillers_domain.events import AccountChanged, BreachAwaits, Fact, IncidentDeclared


def suspended(_desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """Since when, and why; None once the suspension is lifted, or the account ended."""
    change = _still_true(work, fact)
    if change is None or change.motive is None:
        return None
    account = work.accounts.get(change.account)
    return account.email, SuspendedMail(name=account.name, motive=change.motive.label, at=change.at)


def lifted(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """They are let in again; None when they are not any more."""
    change = _still_true(work, fact)
    if change is None:
        return None
    account = work.accounts.get(change.account)
    return account.email, LiftedMail(name=account.name, at=change.at, sign_in_url=desk.base_url)


def ended(_desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """Their account is over."""
    assert isinstance(fact, AccountChanged)
    account = work.accounts.get(fact.account)
    return account.email, EndedMail(name=account.name, at=fact.at)


def incident(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """Somebody declared an incident."""
    assert isinstance(fact, IncidentDeclared)
    declared = work.incidents.get(fact.incident)
    return desk.contact_email, IncidentMail(
        kind=declared.kind.label,
        declared_at=declared.declared_at,
        since=declared.since,
        notify_by=declared.notify_by,
        incident_url=incident_url(desk, declared.id),
    )


def breach(desk: Desk, work: Work, _letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """The CNIL is to be notified; None once it is, or once it is no breach."""
    assert isinstance(fact, BreachAwaits)
    awaiting = work.incidents.get(fact.incident)
    since, limit = awaiting.awaits_since, awaiting.notify_by
    if since is None or limit is None:
        return None
    return desk.contact_email, BreachMail(
        known_since=since,
        notify_by=limit,
        hours_left=hours_left(since, at),
        incident_url=incident_url(desk, awaiting.id),
    )


def incident_url(desk: Desk, incident_id: str) -> str:
    """Where staff follows an incident."""
    return f"{desk.base_url}/api/admin/incidents/{incident_id}"


def _still_true(work: Work, fact: Fact) -> AccountChange | None:
    """The change that a fact tells of, while nothing later shut the account out or let it in."""
    assert isinstance(fact, AccountChanged)
    moves = [one for one in work.account_changes.of(fact.account) if one.kind is not ChangeKind.ROLES]
    return moves[-1] if moves[-1].id == fact.change else None
