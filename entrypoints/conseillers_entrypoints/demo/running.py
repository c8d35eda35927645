"""Those who run the service in the demonstration: they triage, answer, go round their baskets, share."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from attrs import define, evolve

from conseillers_application.baskets import BasketItem
from conseillers_application.publish_directory import Intent
from conseillers_application.tasks import TaskRequest
from conseillers_application.triage.demand_views import DemandLine
from conseillers_application.triage.merge_demands import Merging
from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.set_aside import Aside, MailToSend
from conseillers_application.triage.transmit_demand import Sending
from conseillers_domain.accounts import Person
from conseillers_domain.basket import OF_TEAMS, ActionKind, Basket, NewAction
from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.comment_words import CommentKind, NewComment
from conseillers_domain.demand import DemandState, Flag
from conseillers_domain.directory import Absence, Directory
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.errors import Refusal
from conseillers_domain.setting_aside import AsideReason
from conseillers_domain.staff_task import TaskKind
from conseillers_entrypoints.container import Container

A_DAY: Final = 25
"""Demands, tasks or surveys that they get through in a day."""
A_ROUND: Final = 5
"""What they do something of, in each basket."""

TOO_VAGUE: Final = 0.25
ELSEWHERE: Final = 0.15
"""Free demands that lack something, and those that are not for the service."""
ANSWERS: Final = 0.35
"""How likely a task is done on a day: some are told to be late."""
REWORDS: Final = 0.5
WRITES: Final = 0.3
MONDAY: Final = 0
LEAVE: Final = timedelta(days=21)

NOTES: Final[Mapping[ActionKind, str]] = {
    ActionKind.REMIND: "",
    ActionKind.NOTE: "Appelée : une réponse est promise pour la semaine prochaine.",
    ActionKind.DONE: "Vu avec elle au téléphone.",
}
RARELY: Final = (ActionKind.NOTE, ActionKind.DONE)
REGRET: Final = "Nous vous invitons à nous dire, en réponse à ce message, si votre situation change."
QUESTION: Final = "Où en êtes-vous avec cette entreprise ? Elle nous a rappelés."


@define(eq=False)
class Running:
    """What the staff does on a day of work, under the account of the demonstration."""

    container: Container
    random: Random
    staff: Person

    def work(self, at: datetime) -> None:
        """A day of work; the baskets on Mondays, the leave of a team on the first one of a month."""
        for line in self.container.list_demands()(self.staff, DemandState.TO_QUALIFY, limit=A_DAY).items:
            self._triage(line)
        self._answer()
        self._share()
        day = day_of(at)
        if day.weekday() == MONDAY:
            for basket in Basket:
                for item in self.container.read_baskets().page(self.staff, basket, limit=A_ROUND).items:
                    self._look_after(basket, item, day)
            if day.day <= 7:  # noqa: PLR2004 - the first Monday of a month
                self._leave(day)

    def _triage(self, line: DemandLine) -> None:
        flags = {flag.code for flag in line.flags}
        if Flag.DUPLICATE in flags and self._merged(line):
            return
        try:
            if line.subject.slug == FREE_TOPIC and not self._qualified(line):
                return
            self.container.transmit_demand()(self.staff, line.id, Sending())
        except Refusal:  # nobody would have it
            self._set_aside(line, AsideReason.OUT_OF_SCOPE)

    def _merged(self, line: DemandLine) -> bool:
        """Whether it is a double of one that is out already."""
        alike = self.container.read_demand()(self.staff, line.id).alike
        main = next((one for one in alike if one.state is DemandState.TRANSMITTED), None)
        if main is not None:
            self.container.merge_demands()(self.staff, line.id, Merging(into=main.id))
        return main is not None

    def _qualified(self, line: DemandLine) -> bool:
        """Whether a free demand goes on, on a subject."""
        drawn = self.random.random()
        if drawn < TOO_VAGUE:
            self._set_aside(line, AsideReason.INCOMPLETE)
            return False
        if drawn < TOO_VAGUE + ELSEWHERE:
            self._set_aside(
                line, self.random.choice((AsideReason.OUT_OF_SCOPE, AsideReason.COMPANY_CREATION))
            )
            return False
        subjects = [slug for slug in self.container.read_catalogue().whole().subjects if slug != FREE_TOPIC]
        self.container.qualify()(self.staff, line.id, Qualification(subject=self.random.choice(subjects)))
        return True

    def _set_aside(self, line: DemandLine, reason: AsideReason) -> None:
        aside = Aside(reason=reason, mail=MailToSend(template=reason.value))
        self.container.set_aside()(self.staff, line.id, aside)

    def _answer(self) -> None:
        """The companies that every team refused; some wait until it is late."""
        asked = TaskRequest(kind=TaskKind.ANSWER_COMPANY, limit=A_DAY)
        for task in self.container.list_tasks()(self.staff, asked).items:
            assert task.need is not None
            if self.random.random() >= ANSWERS:
                continue
            if self.random.random() < REWORDS:
                draft = self.container.read_company_answer()(self.staff, task.need).text
                self.container.edit_company_answer()(self.staff, task.need, f"{draft}\n\n{REGRET}")
            self.container.answer_company()(self.staff, task.need)

    def _share(self) -> None:
        for survey in self.container.list_surveys()(self.staff, limit=A_DAY).items:
            if survey.answers is None or not survey.answers.agrees_to_share or survey.shared_at:
                continue
            try:
                self.container.share_survey()(self.staff, survey.id)
            except Refusal:
                continue  # no team says any more that it helped

    def _look_after(self, basket: Basket, item: BasketItem, day: date) -> None:
        kind = self.random.choice((ActionKind.REMIND, *RARELY) if item.told else RARELY)
        until = day + timedelta(days=14) if kind is ActionKind.DONE else None
        new = NewAction(subject=item.subject, kind=kind, note=NOTES[kind], until=until)
        self.container.act_on_basket()(self.staff, basket, new)
        if not basket.of_teams and self.random.random() < WRITES:
            comment = NewComment(kind=CommentKind.COORDINATION, text=QUESTION)
            self.container.write_comment()(self.staff, item.subject, comment)

    def _leave(self, day: date) -> None:
        """Everybody of a team that needs wait for goes on leave, and another of its institution stands in."""
        directory = self.container.read_directory().current()
        baskets = self.container.read_baskets()
        late = (item.subject for basket in OF_TEAMS for item in baskets.page(self.staff, basket).items)
        found = ((team, delegate) for team in late if (delegate := _delegate(team, directory)))
        team, delegate = next(found, (None, None))
        if team is None:
            return
        away = (Absence(from_=day, to=day + LEAVE),)
        patch = DirectoryPatch(
            teams=(evolve(directory.teams[team], delegate=delegate),),
            advisors=tuple(evolve(one, absences=away) for one in directory.members[team]),
        )
        why = Intent(why=f"Congés de l’équipe « {directory.teams[team].name} »")
        self.container.publish_directory().change(self.staff, patch, intent=why)


def _delegate(team: str, directory: Directory) -> str | None:
    """Another team of the same institution with somebody in it; None for a team without anybody to leave."""
    if not directory.members.get(team):
        return None
    institution = directory.institution_of(team)
    return next(
        (
            code
            for code, other in directory.teams.items()
            if code != team
            and directory.institution_of(code) == institution
            and not other.closed
            and directory.members.get(code)
        ),
        None,
    )
