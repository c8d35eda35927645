"""The letters on the way in: a forgotten password, a changed one, a new place (CGU 6.1)."""

from datetime import datetime

from attrs import evolve

from conseillers_application.letter_writers.desk import Addressed, Desk
from conseillers_application.letters import Letter
from conseillers_application.mails import NewPlaceMail, PasswordChangedMail, ResetMail
from conseillers_application.ports import Work
from conseillers_application.reset_password import reset_url
from conseillers_domain.events import Fact, PasswordChanged, ResetAsked, SignedInElsewhere


def reset(desk: Desk, work: Work, _letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """A link made for this mail; None when the address has no account that may sign in, or it is late."""
    assert isinstance(fact, ResetAsked)
    asked = work.password_resets.get(fact.reset)
    if asked is None or asked.account is None or asked.expires_at <= at:
        return None
    account = work.accounts.get(asked.account)
    if account.email.lower() in work.directories.current().directory.suspended:
        return None
    token, expires_at = desk.secrets.token(), at + desk.reset_lasts
    work.password_resets.keep(evolve(asked, token_hash=desk.secrets.hash(token), expires_at=expires_at))
    return account.email, ResetMail(
        name=account.name, reset_url=reset_url(desk.base_url, token), link_expires_at=expires_at
    )


def sessions_url(desk: Desk) -> str:
    """Where somebody sees from where they are signed in."""
    return f"{desk.base_url}/api/me/sessions"


def password_changed(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """When, and what to do if it was somebody else."""
    assert isinstance(fact, PasswordChanged)
    account = work.accounts.get(fact.account)
    return account.email, PasswordChangedMail(name=account.name, at=fact.at, sessions_url=sessions_url(desk))


def new_place(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """When, from where, and what to do if it was somebody else."""
    assert isinstance(fact, SignedInElsewhere)
    account = work.accounts.get(fact.account)
    place = work.places.get(fact.place)
    return account.email, NewPlaceMail(
        name=account.name, at=fact.at, network=place.network, sessions_url=sessions_url(desk)
    )
