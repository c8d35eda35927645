"""What staff does with needs and their teams: referrals, answers, baskets, what companies answered."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from conseillers_application.triage.referrals import Handing, NewReferral
from conseillers_application.triage.seen import Because
from conseillers_domain.basket import ActionKind, Basket, NewAction
from conseillers_domain.calendar import day_of
from tests.application.triage import WHY, Triage
from tests.builders import DAY
from tests.contracts.at_random.stage import RANKS, TEAM, Stage, one_of


class Needs(Stage):
    """What happens to needs through staff."""

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

    @rule(rank=RANKS, kind=st.sampled_from(ActionKind))
    @precondition(lambda self: any(self.found.baskets.values()))
    def act_on_basket(self, rank: int, kind: ActionKind) -> None:
        """It does something about what is in a basket."""
        inside = [(basket, one) for basket, subjects in self.found.baskets.items() for one in subjects]
        basket, subject = one_of(inside, rank)
        until = day_of(self.first.at + 7 * DAY) if kind is ActionKind.DONE else None
        self._act(basket, NewAction(subject=subject, kind=kind, note="Vu.", until=until))

    def _act(self, basket: Basket, action: NewAction) -> None:
        self.play(lambda service: service.act_on_basket(service.person("staff"), basket, action))
        self.play(lambda service: service.read_baskets.past(service.person("staff"), action.subject))

    @rule(rank=RANKS)
    @precondition(lambda self: self.found.surveys)
    def share_survey(self, rank: int) -> None:
        """It shares what a company answered; twice, perhaps."""
        survey = one_of(self.found.surveys, rank)
        self.play(lambda service: service.share_survey(service.person("staff"), survey))
