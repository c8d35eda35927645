"""What every writer of letters has at hand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.deposit_demand import follow_url
from conseillers_application.letters import Letter
from conseillers_application.mails import Content
from conseillers_application.ports import CalendarFile, Secrets, Work
from conseillers_application.read_inbox import subject_name
from conseillers_application.triage.completion_links import completion_url
from conseillers_domain.demand import Demand
from conseillers_domain.events import Fact
from conseillers_domain.followup import DEFAULTS, Thresholds
from conseillers_domain.territory import Geography

LINK_LASTS: Final = timedelta(days=30)
"""How long a link to a need serves, where nothing else is set."""

Addressed = tuple[str, Content]
"""An address, and what is written to it."""


@frozen(kw_only=True)
class Desk:
    """Secrets, territories, thresholds, calendars, own addresses: what is the same for every letter.

    `contact_email`: where those who run the service read what is written to them. `reset_lasts`: how long a
    link serves that lets somebody choose another password; `links_last`: one that leads a team to a need.
    """

    secrets: Secrets
    geography: Geography
    base_url: str
    thresholds: Thresholds = DEFAULTS
    calendar: CalendarFile
    contact_email: str
    reset_lasts: timedelta = timedelta(hours=6)
    links_last: timedelta = LINK_LASTS

    def follow(self, demand: Demand) -> str:
        """Where the company sees what becomes of its demand."""
        return follow_url(self.base_url, self.secrets, demand.id)

    def complete(self, demand: Demand) -> str:
        """Where the company completes it, if it is asked to."""
        return completion_url(self.base_url, self.secrets, demand)


Writer = Callable[[Desk, Work, Letter, Fact, datetime], Addressed | None]
"""Writes a letter from what is true at that instant; None when there is nothing to say any more.

Raises MailDelayed for one that has no addressee for now.
"""


def subject_title(work: Work, slug: str) -> str:
    """The title of a subject, as the catalogue in force has it."""
    return subject_name(slug, work.catalogues.current()).title


def company_name(demand: Demand) -> str | None:
    """The company's name, None while no registry gave it."""
    return demand.establishment.name if demand.establishment else None
