"""What happens to needs, drawn at random; each thing happens on several services, which must answer alike."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from typing import ClassVar, Final, TypeVar

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
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
from conseillers_domain.position import CLOSED, Closing, HelpKind, Side, Stance
from conseillers_domain.setting_aside import AsideReason
from tests.application.service import new
from tests.application.triage import WHY, Triage
from tests.builders import DAY, SUBJECT
from tests.contracts import lives
from tests.contracts.lives import COMPANIES, PEOPLE, TEAMS, Lived, Opening
from tests.domain.forms import a_form

_T = TypeVar("_T")
RANKS: Final = st.integers(0, 3)
WHO: Final = st.sampled_from(PEOPLE)
MEMBERS: Final = {"cci-47": "ana", "urssaf-1": "bob", "urssaf-2": "eve"}
TEAM: Final = st.sampled_from(TEAMS)
SPANS: Final = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(hours=5),
    DAY,
    3 * DAY,
    10 * DAY,
    25 * DAY,
    80 * DAY,
)
MOMENT: Final = timedelta(milliseconds=1)
AT_MOST_LATE: Final = 100 * DAY
"""A clock that stood still for longer finds needs archived that nobody was told of."""


def one_of(things: Sequence[_T], rank: int) -> _T:
    """One of those there are."""
    return things[rank % len(things)]


class Happenings(RuleBasedStateMachine):
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
        """What all of them answer, or refuse; a moment after what happened before, as in life."""
        for service in self.services:
            service.at += MOMENT  # a database forgets in which order referrals left at one instant
        answers = [_answer(do, service) for service in self.services]
        for answer in answers:
            assert answer == answers[0]
        return answers[0]

    # Companies

    @initialize()
    def begin(self) -> None:
        """There is always somebody to help."""
        self.deposit(COMPANIES[0], SUBJECT, "accueil")

    @rule(
        siret=st.sampled_from(COMPANIES),
        subject=st.sampled_from((SUBJECT, SUBJECT, "autre-demande")),
        landing=st.sampled_from(("accueil", "accueil", "relue")),
    )
    @precondition(lambda self: len(self.receipts) < 4)
    def deposit(self, siret: str, subject: str, landing: str) -> None:
        """A company asks for something."""
        asked = a_form(siret=siret, landing=landing, email=f"{siret}@exemple.fr")
        if subject != asked.subject:
            asked = evolve(asked, subject=subject, answers={})
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

    def said(self, need: str, who: str, team: str, stance: Stance) -> None:
        """Somebody says where a team stands."""
        self.play(lambda service: service.take_position(service.person(who), need, team, new(stance)))

    @rule(rank=RANKS, who=WHO, team=TEAM, stance=st.sampled_from(Stance))
    @precondition(lambda self: self.needs)
    def say(self, rank: int, who: str, team: str, stance: Stance) -> None:
        """Somebody says anything, who may not perhaps."""
        self.said(one_of(self.needs, rank).id, who, team, stance)

    @rule(rank=RANKS, which=RANKS, side=st.sampled_from(Side), step=RANKS)
    @precondition(lambda self: self.needs)
    def go_on(self, rank: int, which: int, side: Side, step: int) -> None:
        """A team, or staff for it, makes a move that it may make."""
        need = one_of(self.needs, rank)
        if need.referrals:
            one = one_of(need.referrals, which)
            who = "staff" if side is Side.STAFF else MEMBERS.get(one.team, "staff")
            self.said(need.id, who, one.team, one_of(one.next(side), step))

    @rule(rank=RANKS, which=RANKS, stance=st.sampled_from(sorted(CLOSED)))
    @precondition(lambda self: self.needs)
    def close(self, rank: int, which: int, stance: Stance) -> None:
        """A team takes it, and says how it ended."""
        need = one_of(self.needs, rank)
        if need.referrals:
            team = one_of(need.referrals, which).team
            for said in (Stance.TAKEN, stance):
                self.said(need.id, MEMBERS.get(team, "staff"), team, said)

    @rule(rank=RANKS)
    @precondition(lambda self: self.needs)
    def all_refuse(self, rank: int) -> None:
        """Every team refuses, or staff for it."""
        need = one_of(self.needs, rank)
        for one in need.referrals:
            self.said(need.id, "staff", one.team, Stance.REFUSED)

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

    @rule(rank=RANKS, which=RANKS, kind=st.sampled_from(CommentKind))
    @precondition(lambda self: self.needs)
    def tell_the_others(self, rank: int, which: int, kind: CommentKind) -> None:
        """A team writes to the others."""
        need = one_of(self.needs, rank)
        if need.referrals:
            team = one_of(need.referrals, which).team
            self.write(rank, MEMBERS.get(team, "staff"), team, kind, [one.team for one in need.referrals])

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
        if self.first.at + span - self.struck_at > AT_MOST_LATE:
            self.strike()
        for service in self.services:
            service.at += span
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


def _answer(do: Callable[[Lived], _T], service: Lived) -> tuple[_T | None, object]:
    try:
        return do(service), None
    except Refusal as refusal:
        return None, (type(refusal), refusal.code, refusal.sentence)
