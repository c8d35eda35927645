"""The team of the service in a year: each working day it looks at what waits for it, and in its baskets."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from attrs import define, field

from benchmarks.year.agenda import Agenda
from conseillers_application.task_views import TaskLine
from conseillers_application.tasks import TaskRequest
from conseillers_application.triage.demand_views import DemandLine
from conseillers_application.triage.merge_demands import Merging
from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.set_aside import Aside, MailToSend
from conseillers_application.triage.transmit_demand import Sending
from conseillers_domain.accounts import Account, Person, Role
from conseillers_domain.basket import ActionKind, Basket, NewAction
from conseillers_domain.calendar import ONE_DAY, day_of, next_working_day, opening_of
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.demand import DemandState, Flag
from conseillers_domain.errors import Conflict, Refusal
from conseillers_domain.setting_aside import AsideReason
from conseillers_domain.staff_task import TaskKind
from conseillers_entrypoints.container import Container

PEOPLE: Final = 8
LOOKED_AT: Final = 0.85
"""Of what waits, what is dealt with at each look: the rest waits for the next one."""
ANSWERED: Final = 0.4
"""Of the answers owed, those sent on a given day: some are late, and told to be."""
MERGES: Final = 0.5
NAMES_A_TEAM: Final = 0.5
REMINDED_A_DAY: Final = 5
A_PAGE: Final = 100
AFTERNOON: Final = timedelta(hours=5)


@define(eq=False)
class Staff:
    """Those who run the service, each under an account; the same seed gives the same days."""

    container: Container
    agenda: Agenda
    begins: datetime
    ends: datetime
    random: Random
    _people: tuple[Person, ...] = field(init=False)
    _subjects: list[str] = field(init=False)
    _teams: list[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._people = tuple(
            Person(
                id=f"equipe-{rank}",
                email=f"equipe-{rank}@conseillers.example",
                name=f"Personne {rank} de l’équipe du service",
                roles=frozenset({Role.STAFF}),
                teams=frozenset(),
                supervised=frozenset(),
            )
            for rank in range(PEOPLE)
        )
        with self.container.begin()() as work:
            for one in self._people:
                # Nobody signs in with it here: a password takes longer to hash than all the rest.
                work.accounts.add(
                    Account(id=one.id, email=one.email, name=one.name, password_hash="", roles=one.roles)
                )
        catalogue = self.container.read_catalogue().whole()
        self._subjects = [
            slug for slug, one in catalogue.subjects.items() if slug != FREE_TOPIC and not one.archived
        ]
        directory = self.container.read_directory().current()
        self._teams = [code for code, one in directory.teams.items() if not one.closed]
        self._come(opening_of(next_working_day(day_of(self.begins) + ONE_DAY)))

    def _come(self, opening: datetime) -> None:
        def morning() -> None:
            following = opening_of(next_working_day(day_of(opening) + ONE_DAY))
            if following < self.ends:
                self._come(following)
            self._triage()
            self._answer()
            self._look_in_baskets()
            self._share()

        self.agenda.note(opening, morning)
        self.agenda.note(opening + AFTERNOON, self._triage)

    def _somebody(self) -> Person:
        return self.random.choice(self._people)

    def _triage(self) -> None:
        cursor: str | None = None
        waiting = list[DemandLine]()
        while True:
            page = self.container.list_demands()(
                self._people[0], DemandState.TO_QUALIFY, cursor=cursor, limit=A_PAGE
            )
            waiting += page.items
            cursor = page.next
            if cursor is None:
                break
        for line in waiting:
            if self.random.random() < LOOKED_AT:
                self._deal_with(line)

    def _deal_with(self, line: DemandLine) -> None:
        person, flags = self._somebody(), {flag.code for flag in line.flags}
        try:
            if Flag.UNKNOWN_SIRET in flags:
                self._aside(person, line, AsideReason.INCOMPLETE, mail="incomplete")
                return
            if Flag.DUPLICATE in flags and self.random.random() < MERGES and self._merge(person, line):
                return
            if Flag.FREE_TOPIC in flags:
                self.container.qualify()(
                    person, line.id, Qualification(subject=self.random.choice(self._subjects))
                )
            self._transmit(person, line)
        except Conflict:
            self._aside(person, line, AsideReason.OUT_OF_SCOPE, mail="out_of_scope")

    def _transmit(self, person: Person, line: DemandLine) -> None:
        transmit = self.container.transmit_demand()
        try:
            transmit(person, line.id, Sending())
        except Conflict:
            if self.random.random() >= NAMES_A_TEAM:
                raise
            named = Sending(teams=(self.random.choice(self._teams),), reason="La plus proche.")
            transmit(person, line.id, named)

    def _merge(self, person: Person, line: DemandLine) -> bool:
        """Whether another demand of its company stands for it from now on."""
        others = self.container.read_demand()(person, line.id).alike
        main = next((one for one in others if one.state is DemandState.TRANSMITTED), None)
        if main is not None:
            self.container.merge_demands()(person, line.id, Merging(into=main.id))
        return main is not None

    def _aside(self, person: Person, line: DemandLine, reason: AsideReason, *, mail: str) -> None:
        self.container.set_aside()(person, line.id, Aside(reason=reason, mail=MailToSend(template=mail)))

    def _answer(self) -> None:
        cursor: str | None = None
        owed = list[TaskLine]()
        while True:
            asked = TaskRequest(kind=TaskKind.ANSWER_COMPANY, cursor=cursor, limit=A_PAGE)
            page = self.container.list_tasks()(self._people[0], asked)
            owed += page.items
            cursor = page.next
            if cursor is None:
                break
        for task in owed:
            assert task.need is not None
            if self.random.random() >= ANSWERED:
                continue
            person = self._somebody()
            if self.random.random() < 0.3:
                text = self.container.read_company_answer()(person, task.need).text
                self.container.edit_company_answer()(person, task.need, f"{text}\n\nBien à vous.")
            self.container.answer_company()(person, task.need)

    def _look_in_baskets(self) -> None:
        person = self._somebody()
        read, act = self.container.read_baskets(), self.container.act_on_basket()
        read(person)
        for basket in Basket:
            page = read.page(person, basket)
            for one in page.items[:REMINDED_A_DAY]:
                remind = basket.of_teams and one.told is not None
                act(
                    person,
                    basket,
                    NewAction(subject=one.subject, kind=ActionKind.REMIND)
                    if remind
                    else NewAction(
                        subject=one.subject,
                        kind=ActionKind.DONE,
                        until=day_of(self.agenda.clock.present) + 30 * ONE_DAY,
                        note="À revoir dans un mois.",
                    ),
                )

    def _share(self) -> None:
        for one in self.container.list_surveys()(self._people[0]).items:
            if one.answers and one.answers.agrees_to_share and one.shared_at is None:
                try:
                    self.container.share_survey()(self._somebody(), one.id)
                except Refusal:
                    continue  # no team helps any more
