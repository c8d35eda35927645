"""People of the demonstration as days go by: companies, teams, and those who run the service."""

from datetime import datetime
from random import Random

from attrs import define, field

from conseillers_application.mails import Mail
from conseillers_domain.accounts import Person, Role
from conseillers_domain.calendar import day_of, works
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS
from conseillers_entrypoints.demo.advising import Advising
from conseillers_entrypoints.demo.asking import Asking
from conseillers_entrypoints.demo.running import Running


@define(eq=False)
class Lives:
    """All of them, each doing what they would by the service's own use cases; the same seed, the same lives.

    `a_day`: how many companies come on a day. Teams and staff rest when people do.
    """

    container: Container
    a_day: int
    seed: int
    companies: Asking = field(init=False)
    teams: Advising = field(init=False)
    staff: Running = field(init=False)
    _day: object = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        """Give each of them their own chance, whatever the others do."""
        chances = Random(self.seed)  # noqa: S311 - lives, not secrets
        for_companies, for_teams, for_staff = (Random(chances.random()) for _ in range(3))  # noqa: S311 - same
        self.companies = Asking(self.container, for_companies)
        self.teams = Advising(self.container, for_teams, self._somebody(Role.ADVISOR))
        self.staff = Running(self.container, for_staff, self._somebody(Role.STAFF))

    def __call__(self, at: datetime) -> None:
        """Live one day, when another one has begun."""
        day = day_of(at)
        if day == self._day:
            return
        self._day = day
        self.companies.ask(self.a_day)
        self.companies.answer()
        if works(day):
            self.teams.work(at)
            self.staff.work(at)

    def read(self, mail: Mail) -> None:
        """Somebody gets a mail."""
        self.companies.read(mail)

    def _somebody(self, role: Role) -> Person:
        email = next(one.email for one in DEMO_ACCOUNTS if role in one.roles)
        with self.container.read()() as work:
            account = work.accounts.by_email(email)
        assert account is not None
        return Person(id=account.id, email=account.email, name=account.name, roles=account.roles)
