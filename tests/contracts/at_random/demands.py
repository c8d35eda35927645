"""What staff does with demands: it sees them go on, or no further."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from conseillers_application.triage.merge_demands import Merging
from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.seen import Because
from conseillers_application.triage.set_aside import Aside, MailToSend
from conseillers_application.triage.transmit_demand import Sending
from conseillers_domain.setting_aside import AsideReason
from tests.application.triage import WHY, Triage
from tests.builders import SUBJECT
from tests.contracts.at_random.stage import RANKS, TEAM, Stage, one_of


class Demands(Stage):
    """What happens to demands through staff."""

    def of_demand(self, do: Callable[[Triage, str], object], rank: int) -> None:
        """Staff does something with one of the demands."""
        demand = one_of(self.demands, rank).id
        self.play(lambda service: do(Triage(service), demand))

    @rule(rank=RANKS)
    @precondition(lambda self: self.demands)
    def read_demand(self, rank: int) -> None:
        """It opens one."""
        self.of_demand(lambda triage, demand: triage.read(triage.staff, demand), rank)

    @rule(rank=RANKS)
    @precondition(lambda self: self.demands)
    def qualify(self, rank: int) -> None:
        """It chooses its subject."""
        qualification = Qualification(subject=SUBJECT, reason=WHY)
        self.of_demand(lambda triage, demand: triage.qualify(triage.staff, demand, qualification), rank)

    @rule(rank=RANKS, teams=st.lists(TEAM, max_size=2, unique=True))
    @precondition(lambda self: self.demands)
    def transmit(self, rank: int, teams: list[str]) -> None:
        """It sends it on."""
        sending = Sending(teams=tuple(teams))
        self.of_demand(lambda triage, demand: triage.transmit(triage.staff, demand, sending), rank)

    @rule(
        rank=RANKS,
        reason=st.sampled_from((AsideReason.INCOMPLETE, AsideReason.FALSE_DECLARATION)),
        told=st.booleans(),
    )
    @precondition(lambda self: self.demands)
    def set_aside(self, rank: int, reason: AsideReason, told: bool) -> None:
        """It lets it go no further."""
        aside = Aside(reason=reason, note=WHY, mail=MailToSend(template=reason.value) if told else None)
        self.of_demand(lambda triage, demand: triage.set_aside(triage.staff, demand, aside), rank)

    @rule(rank=RANKS)
    @precondition(lambda self: self.demands)
    def take_back(self, rank: int) -> None:
        """It lets it go on after all."""
        self.of_demand(
            lambda triage, demand: triage.take_back(triage.staff, demand, Because(reason=WHY)), rank
        )

    @rule(rank=RANKS, into=RANKS)
    @precondition(lambda self: len(self.demands) > 1)
    def merge(self, rank: int, into: int) -> None:
        """It makes one of two."""
        merging = Merging(into=one_of(self.demands, into).id, reason=WHY)
        self.of_demand(lambda triage, demand: triage.merge(triage.staff, demand, merging), rank)
