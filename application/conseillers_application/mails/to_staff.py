"""What the mails to those who run the service say, before anybody words them."""

from datetime import datetime

from attrs import frozen


@frozen(kw_only=True)
class OverdueMail:
    """To staff: a task was not done in time; `owner`: whose it is, None when it is the whole staff's.

    `company`: its name, None while no registry gave it. `team`: its name, of a task that is about one, and
    not about a need with its `subject`. `task_url`: where it is done.
    """

    task: str
    subject: str | None
    company: str | None
    team: str | None = None
    owner: str | None
    created_at: datetime
    due_at: datetime
    task_url: str


@frozen(kw_only=True)
class BounceMail:
    """To staff: an address reaches nobody; `concerns`: who is no longer told anything, without the address.

    `why`: in words. `code`: the mail server's. `list_url`: where it is said to be right again.
    """

    concerns: str
    why: str
    code: str | None
    at: datetime
    list_url: str


@frozen(kw_only=True)
class AccessAskedMail:
    """To staff: an agent of a listed institution asks for an account (CGU 4.3.A).

    `wished`: the branch or the team, in their own words, which may be empty as `presentation` never is.
    """

    institution: str
    name: str
    email: str
    wished: str
    presentation: str
    asked_at: datetime
    list_url: str


@frozen(kw_only=True)
class IncidentMail:
    """To staff: somebody declared an incident; `notify_by`: of a personal-data breach only (CGU 6.2).

    What was written of it stays out of mails: it may name anybody.
    """

    kind: str
    declared_at: datetime
    since: datetime | None
    notify_by: datetime | None
    incident_url: str


@frozen(kw_only=True)
class BreachMail:
    """To staff: the CNIL is not notified of a breach; `hours_left`: none is left once it is too late."""

    known_since: datetime
    notify_by: datetime
    hours_left: int
    incident_url: str
