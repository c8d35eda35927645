"""What the mails to a company say, before anybody words them."""

from collections.abc import Mapping
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


@frozen(kw_only=True)
class FollowedMail:
    """To the company: nobody took its need yet, and the team of the service sees to it (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    institutions: tuple[str, ...]
    follow_url: str
    deposited_at: datetime


@frozen(kw_only=True)
class AbandonedMail:
    """To the company: nobody could take its need, and what it may do now (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    follow_url: str
    service_url: str
    deposited_at: datetime


@frozen(kw_only=True)
class ReengagementMail:
    """To the company: some time after its need ended, whether it has another one."""

    first_name: str
    last_name: str
    subject: str
    service_url: str
    deposited_at: datetime


@frozen(kw_only=True)
class DraftMail:
    """To who left a demand half typed: where it is found again, and until when."""

    draft_url: str
    expires_at: datetime


@frozen(kw_only=True)
class SetAsideMail:
    """To the company: its demand goes no further, in the words of the service's staff (CGU 6.2).

    `paragraphs`: in them links stand by their names, between braces.
    """

    subject: str
    paragraphs: tuple[str, ...]
    links: Mapping[str, str]


@frozen(kw_only=True)
class SurveyMail:
    """To the company: four questions on the help it was given, behind a link that serves once."""

    first_name: str
    last_name: str
    subject: str
    institutions: tuple[str, ...]
    survey_url: str


@frozen(kw_only=True)
class AnswerMail:
    """To the company: no team can help it; `text` is what staff wrote, and all that is said (CGU 4.3.B)."""

    subject: str
    text: str
    follow_url: str
