"""What the mails to a person say of their account, before anybody words them."""

from datetime import datetime

from attrs import frozen

from conseillers_application.mails.attachment import Attachment


@frozen(kw_only=True)
class AccessReceivedMail:
    """To who asked for an account: staff looks at it, with their structure."""

    first_name: str
    last_name: str
    institution: str
    asked_at: datetime
    terms_url: str


@frozen(kw_only=True)
class AccessRefusedMail:
    """To who asked for an account: staff refused it, and why; `access_url`: where to ask again."""

    first_name: str
    last_name: str
    institution: str
    reason: str
    access_url: str


@frozen(kw_only=True)
class DemonstrationOffered:
    """A date of demonstration as a mail says it; `place`: a room or a link, which may be empty."""

    at: datetime
    place: str


@frozen(kw_only=True)
class InvitationMail:
    """To an advisor of the directory: the link that opens their account, once (CGU 4.3.A).

    `asked`: they asked for it. `attachments`: a calendar file a date of demonstration.
    """

    first_name: str
    last_name: str
    institution: str
    asked: bool
    invitation_url: str
    expires_at: datetime
    demonstrations: tuple[DemonstrationOffered, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@frozen(kw_only=True)
class ResetMail:
    """To a person: the link by which they choose another password (CGU 6.1)."""

    name: str
    reset_url: str
    link_expires_at: datetime


@frozen(kw_only=True)
class PasswordChangedMail:
    """To a person: their password was changed, by them or by somebody else (CGU 6.1).

    `sessions_url`: where they see from where they are signed in.
    """

    name: str
    at: datetime
    sessions_url: str


@frozen(kw_only=True)
class NewPlaceMail:
    """To a person: somebody signed in from where they never did; `network`: shortened (CGU 6.1).

    `sessions_url`: where they see from where they are signed in.
    """

    name: str
    at: datetime
    network: str
    sessions_url: str


@frozen(kw_only=True)
class SuspendedMail:
    """To a person whose account is suspended: since when, why, and what is left to them (CGU 6.1).

    `motive`: in words.
    """

    name: str
    motive: str
    at: datetime


@frozen(kw_only=True)
class LiftedMail:
    """To a person whose account is no longer suspended; `sign_in_url`: where they are let in again."""

    name: str
    at: datetime
    sign_in_url: str


@frozen(kw_only=True)
class EndedMail:
    """To a person whose account the direction ended for good (CGU 6.1)."""

    name: str
    at: datetime
