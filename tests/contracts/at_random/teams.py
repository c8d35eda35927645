"""What teams do: they say where they stand, write to one another, are away."""

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from conseillers_domain.calendar import day_of
from conseillers_domain.comment_words import Appointment, CommentKind, Correction, NewComment
from conseillers_domain.directory import Absence, Advisor
from conseillers_domain.position import CLOSED, Closing, HelpKind, Side, Stance
from tests.application.service import DIRECTORY, new
from tests.builders import DAY
from tests.contracts.at_random.stage import MEMBERS, RANKS, TEAM, WHO, Stage, one_of


class Teams(Stage):
    """What happens to needs through those they are put before."""

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

    @rule(who=st.sampled_from(DIRECTORY.advisors), days=st.sampled_from((0, 3, 20, 60)))
    def go_away(self, who: Advisor, days: int) -> None:
        """An advisor is away for some days, or none; the others are there."""
        today = day_of(self.first.at)
        away = (Absence(from_=today, to=today + days * DAY),) if days else ()
        advisors = tuple(evolve(one, absences=away) if one is who else one for one in DIRECTORY.advisors)
        self.play(lambda service: service.publish(evolve(DIRECTORY, advisors=advisors)))
