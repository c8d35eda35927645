"""What the service writes: the content of each mail, by what its reader needs; the words are an adapter's."""

from datetime import datetime

from attrs import frozen


@frozen(kw_only=True)
class ReceiptMail:
    """To the company: its demand is received, what happens now, free of charge (CGU 2, 4.1).

    `institutions`: names of those that may call; empty while the team of the service looks at it.
    `company`: its name, None while no registry gave it. `terms_version`: the terms accepted.
    `follow_url`: the company's own page.
    """

    first_name: str
    last_name: str
    subject: str
    company: str | None
    institutions: tuple[str, ...]
    follow_url: str
    terms_version: str
    deposited_at: datetime


@frozen(kw_only=True)
class NeedMail:
    """To a team: a need is waiting for it, with a secure link and no contact details (CGU 4.3.B).

    `company`: its name, None while no registry gave it. `commune`: empty when it is unknown.
    """

    team: str
    subject: str
    company: str | None
    commune: str
    need_url: str
    link_expires_at: datetime


@frozen(kw_only=True)
class TakenMail:
    """To the company: who takes its need in charge and will call (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    advisor: str
    team: str
    institution: str
    follow_url: str


@frozen(kw_only=True)
class UnreachableMail:
    """To the company: who tried to call it, in vain (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    advisor: str
    team: str
    institution: str
    team_mailbox: str
    follow_url: str


Content = ReceiptMail | NeedMail | TakenMail | UnreachableMail


@frozen(kw_only=True)
class Mail:
    """A mail ready to leave; `message_id` is the same at every try, so that a second copy is recognised.

    `message_id`: without angle brackets, `<letter>@<domain of the service>`.
    """

    to: str
    message_id: str
    content: Content


class MailRefused(Exception):  # noqa: N818 - a refusal, as the protocol says
    """The mail server refuses this mail for good: trying again changes nothing (SMTP 5xx)."""


class MailDelayed(Exception):  # noqa: N818 - a delay, not an error of ours
    """The mail server is out of reach or says to come back later (SMTP 4xx)."""
