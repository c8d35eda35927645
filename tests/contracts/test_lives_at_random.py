"""Needs live at random on every store at once: all show the same, and nothing that may never be."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import ClassVar, Final, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.referrals import Handing, NewReferral
from conseillers_application.triage.seen import Because
from conseillers_application.triage.set_aside import Aside, MailToSend
from conseillers_application.triage.transmit_demand import Sending
from conseillers_application.views import Receipt
from conseillers_domain.comment_words import Appointment, CommentKind, Correction, NewComment
from conseillers_domain.errors import Refusal
from conseillers_domain.need import Need
from conseillers_domain.position import Closing, HelpKind, Stance
from conseillers_domain.setting_aside import AsideReason
from tests.application.service import new
from tests.application.triage import WHY, Triage
from tests.builders import DAY, SUBJECT
from tests.contracts import lives
from tests.contracts.lives import COMPANIES, PEOPLE, TEAMS, Lived, Opening
from tests.domain.forms import a_form
from tests.postgres import Server

_T = TypeVar("_T")
RANKS: Final = st.integers(0, 3)
WHO: Final = st.sampled_from(PEOPLE)
TEAM: Final = st.sampled_from(TEAMS)
SPANS: Final = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(hours=5),
    DAY,
    3 * DAY,
    10 * DAY,
    25 * DAY,
)
AT_MOST_LATE: Final = 90 * DAY
"""A clock that stood still for longer finds needs archived that nobody was told of."""


def one_of(things: Sequence[_T], rank: int) -> _T:
    """One of those there are."""
    return things[rank % len(things)]


class Lives(RuleBasedStateMachine):
    """The lives of some needs; each thing that happens happens on all stores, which `openings` open."""

    openings: ClassVar[Sequence[Opening]] = (lives.in_memory,)

    def __init__(self) -> None:
        """Begin on empty stores."""
        super().__init__()
        self.open = ExitStack()
        self.services: list[Lived] = [self.open.enter_context(opening()) for opening in self.openings]
        self.first = self.services[0]
        self.receipts: tuple[Receipt, ...] = ()
        self.struck_at = self.first.at

    @property
    def needs(self) -> tuple[Need, ...]:
        """Those there are."""
        return tuple(need for one in self.receipts for need in self.first.needs(one))

    def play(self, do: Callable[[Lived], _T]) -> tuple[_T | None, object]:
        """What all of them answer, or refuse."""
        answers = [_answer(do, service) for service in self.services]
        for answer in answers:
            assert answer == answers[0]
        return answers[0]

    # Companies

    @rule(
        siret=st.sampled_from(COMPANIES),
        subject=st.sampled_from((SUBJECT, SUBJECT, "autre-demande")),
        landing=st.sampled_from(("accueil", "accueil", "relue")),
    )
    @precondition(lambda self: len(self.receipts) < 4)
    def deposit(self, siret: str, subject: str, landing: str) -> None:
        """A company asks for something."""
        asked = a_form(siret=siret, subject=subject, landing=landing, answers={}, email=f"{siret}@exemple.fr")
        receipt, _ = self.play(lambda service: service.deposit(asked))
        if receipt is not None:
            self.receipts = (*self.receipts, receipt)

    # Staff, of demands

    def of_demand(self, do: Callable[[Triage, str], object], rank: int) -> None:
        """Staff does something with one of the demands."""
        demand = one_of(self.receipts, rank).id
        self.play(lambda service: do(Triage(service), demand))

    @rule(rank=RANKS)
    @precondition(lambda self: self.receipts)
    def qualify(self, rank: int) -> None:
        """It chooses its subject."""
        qualification = Qualification(subject=SUBJECT, reason=WHY)
        self.of_demand(lambda triage, demand: triage.qualify(triage.staff, demand, qualification), rank)

    @rule(rank=RANKS, teams=st.lists(TEAM, max_size=2, unique=True))
    @precondition(lambda self: self.receipts)
    def transmit(self, rank: int, teams: list[str]) -> None:
        """It sends it on."""
        sending = Sending(teams=tuple(teams))
        self.of_demand(lambda triage, demand: triage.transmit(triage.staff, demand, sending), rank)

    @rule(
        rank=RANKS,
        reason=st.sampled_from((AsideReason.INCOMPLETE, AsideReason.FALSE_DECLARATION)),
        told=st.booleans(),
    )
    @precondition(lambda self: self.receipts)
    def set_aside(self, rank: int, reason: AsideReason, told: bool) -> None:
        """It lets it go no further."""
        aside = Aside(reason=reason, note=WHY, mail=MailToSend(template=reason.value) if told else None)
        self.of_demand(lambda triage, demand: triage.set_aside(triage.staff, demand, aside), rank)

    @rule(rank=RANKS)
    @precondition(lambda self: self.receipts)
    def take_back(self, rank: int) -> None:
        """It lets it go on after all."""
        self.of_demand(
            lambda triage, demand: triage.take_back(triage.staff, demand, Because(reason=WHY)), rank
        )

    # Staff, of needs

    def of_need(self, do: Callable[[Triage, str], object], rank: int) -> None:
        """Staff does something with one of the needs."""
        need = one_of(self.needs, rank).id
        self.play(lambda service: do(Triage(service), need))

    @rule(rank=RANKS, team=TEAM)
    @precondition(lambda self: self.needs)
    def add(self, rank: int, team: str) -> None:
        """It asks one more team."""
        asked = NewReferral(team=team, reason=WHY)
        self.of_need(lambda triage, need: triage.referrals.add(triage.staff, need, asked), rank)

    @rule(rank=RANKS, team=TEAM)
    @precondition(lambda self: self.needs)
    def withdraw(self, rank: int, team: str) -> None:
        """It takes it back from one."""
        self.of_need(
            lambda triage, need: triage.referrals.withdraw(triage.staff, need, team, Because(reason=WHY)),
            rank,
        )

    @rule(rank=RANKS, team=TEAM, to=TEAM)
    @precondition(lambda self: self.needs)
    def move(self, rank: int, team: str, to: str) -> None:
        """It hands it to another."""
        handing = Handing(to=to, reason=WHY)
        self.of_need(lambda triage, need: triage.referrals.move(triage.staff, need, team, handing), rank)

    @rule(team=TEAM, to=TEAM)
    @precondition(lambda self: self.needs)
    def move_all(self, team: str, to: str) -> None:
        """It hands over all a team has."""
        handing = Handing(to=to, reason=WHY)
        self.play(lambda service: Triage(service).move_team()(service.person("staff"), team, handing))

    @rule(rank=RANKS, worded=st.booleans(), sent=st.booleans(), who=st.sampled_from(("staff", "ana")))
    @precondition(lambda self: self.needs)
    def answer(self, rank: int, worded: bool, sent: bool, who: str) -> None:
        """It answers a company that all refused."""
        need = one_of(self.needs, rank).id
        if worded:
            self.play(lambda service: service.edit_answer(service.person(who), need, "Nous regrettons."))
        if sent:
            self.play(lambda service: service.answer(service.person(who), need))

    # Everybody, of needs

    @rule(rank=RANKS, who=WHO, team=TEAM, stance=st.sampled_from(Stance))
    @precondition(lambda self: self.needs)
    def say(self, rank: int, who: str, team: str, stance: Stance) -> None:
        """Somebody says where a team stands."""
        need = one_of(self.needs, rank).id
        self.play(lambda service: service.take_position(service.person(who), need, team, new(stance)))

    @rule(rank=RANKS)
    @precondition(lambda self: self.needs)
    def all_refuse(self, rank: int) -> None:
        """Every team refuses, or staff for it."""
        need = one_of(self.needs, rank)
        for one in need.referrals:
            self.say(rank, "staff", one.team, Stance.REFUSED)

    @rule(rank=RANKS, who=WHO, team=TEAM, note=st.sampled_from(("", "Rappelée.")))
    @precondition(lambda self: self.needs)
    def correct_closing(self, rank: int, who: str, team: str, note: str) -> None:
        """Somebody words a closing otherwise."""
        need, closing = one_of(self.needs, rank).id, Closing(help=(HelpKind.FINANCIAL,), note=note)
        self.play(lambda service: service.correct_closing(service.person(who), need, team, closing))

    @rule(
        rank=RANKS,
        who=WHO,
        team=st.none() | TEAM,
        kind=st.sampled_from(CommentKind),
        mentions=st.lists(TEAM, max_size=2),
    )
    @precondition(lambda self: self.needs)
    def write(self, rank: int, who: str, team: str | None, kind: CommentKind, mentions: list[str]) -> None:
        """Somebody writes in a thread."""
        need = one_of(self.needs, rank).id
        met = Appointment(at=self.first.at + DAY) if kind is CommentKind.APPOINTMENT else None
        words = NewComment(
            kind=kind, text="À rappeler.", appointment=met, mentions=tuple(mentions), team=team
        )
        self.play(lambda service: service.write_comment(service.person(who), need, words))

    @rule(rank=RANKS, who=WHO, which=RANKS, text=st.none() | st.sampled_from(("Dite autrement.", "")))
    @precondition(lambda self: self.needs)
    def change_comment(self, rank: int, who: str, which: int, text: str | None) -> None:
        """Somebody corrects a comment, or takes it back."""
        need = one_of(self.needs, rank).id
        written = self.first.read_thread(self.first.person("staff"), need, limit=100).items
        if not written:
            return
        comment = one_of(written, which).id
        if text is None:
            self.play(lambda service: service.correct_comment.withdraw(service.person(who), need, comment))
        else:
            words = Correction(text=text)
            self.play(lambda service: service.correct_comment(service.person(who), need, comment, words))

    # Time

    @rule(span=st.sampled_from(SPANS), runs=st.sampled_from((0, 1, 1, 2)), drained=st.booleans())
    def time_passes(self, span: timedelta, runs: int, drained: bool) -> None:
        """The clock's work is done, or is late, or done twice; so are the jobs."""
        for service in self.services:
            service.at += span
        if not runs and self.first.at - self.struck_at > AT_MOST_LATE:
            runs = 1
        for _ in range(runs):
            self.strike()
        if drained:
            self.drain()

    @rule()
    def drain(self) -> None:
        """The jobs that are due are done."""
        self.play(Lived.drain)

    @rule(rank=st.integers(0, 30))
    def drain_again(self, rank: int) -> None:
        """One that was done is done again."""
        self.play(lambda service: service.again(rank))

    def strike(self) -> None:
        """What is done at regular hours."""
        self.struck_at = self.first.at
        self.play(Lived.regularly)
        self.play(Lived.mind_tasks)

    # What is to be seen

    @invariant()
    def all_show_the_same_and_nothing_that_may_not_be(self) -> None:
        """Whatever happened."""
        found = lives.seen(self.first, self.receipts)
        for service in self.services[1:]:
            other = lives.seen(service, self.receipts)
            for name, shown in found.shown.items():
                assert other.shown[name] == shown, name
            assert other == found
        lives.each_need_is_in_one_tab_of_each_team_it_is_before(found)
        lives.each_status_that_is_kept_is_the_derived_one(found)
        lives.one_answer_is_open_for_each_need_that_is_owed_one(found)
        lives.no_mail_is_owed_or_sent_twice(self.first)
        lives.the_clock_writes_on_days_that_are_worked(self.first)
        assert self.first.agenda.failures == []

    def teardown(self) -> None:
        """Two months later, every company was told of an end."""
        try:
            for _ in range(2):
                self.time_passes(30 * DAY, 1, drained=True)
            self.time_passes(5 * DAY, 1, drained=True)
            self.all_show_the_same_and_nothing_that_may_not_be()
            lives.each_company_is_told_of_an_end(self.first, lives.seen(self.first, self.receipts))
        finally:
            self.open.close()


def _answer(do: Callable[[Lived], _T], service: Lived) -> tuple[_T | None, object]:
    try:
        return do(service), None
    except Refusal as refusal:
        return None, (type(refusal), refusal.code, refusal.sentence)


@pytest.mark.no_cover
def test_needs_live_the_same_on_every_store(
    migrated: Path, tmp_path: Path, postgres: Server, migrated_postgres: str
) -> None:
    """A few short lives; as many as a profile says when it wants more than usual, and longer ones."""

    class Everywhere(Lives):
        """On the three stores."""

        openings = (
            lives.in_memory,
            lives.on_sqlite(migrated, tmp_path),
            lives.on_postgres(postgres, migrated_postgres),
        )

    usual, wanted = settings.get_profile("ordinary").max_examples, settings().max_examples
    many, long = (wanted, 30) if wanted > usual else (5, 20)
    run_state_machine_as_test(
        Everywhere, settings=settings(max_examples=many, stateful_step_count=long, deadline=None)
    )
