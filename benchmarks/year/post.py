"""The post of a year: it hands mails to the people of the year, and a mail server refuses some."""

from collections import Counter
from random import Random
from typing import Final

from attrs import define, field

from benchmarks.year.companies import Companies
from benchmarks.year.teams import Teams
from conseillers_application.mails import Content, Mail, MailDelayed, MailRefused, Why

NOBODY_THERE: Final = 0.004
"""Of the companies' addresses: those that no server knows."""
DELAYED: Final = 0.005


@define(eq=False)
class Letterboxes:
    """Counts mails by what they say, and gives them to read."""

    companies: Companies
    teams: Teams
    random: Random
    sent: "Counter[type[Content]]" = field(init=False, factory=Counter)

    def send(self, mail: Mail) -> None:
        """Raises MailRefused for an address that is nobody's, MailDelayed now and then."""
        if mail.to.startswith("contact@e") and Random(mail.to).random() < NOBODY_THERE:
            raise MailRefused("nobody there", Why.UNKNOWN_MAILBOX, "550 5.1.1")
        if self.random.random() < DELAYED:
            raise MailDelayed("busy", code="451 4.3.2")
        self.sent[type(mail.content)] += 1
        self.companies.reads(mail.content)
        self.teams.reads(mail.to, mail.content)
