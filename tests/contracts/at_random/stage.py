"""Where lives are played: several services to which the same happens, and which must answer alike."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from typing import ClassVar, Final, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from conseillers_application.views import Receipt
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Refusal
from conseillers_domain.events import Fact
from conseillers_domain.need import Need
from tests.contracts.at_random.invariants import nothing_is_seen_that_may_not_be
from tests.contracts.at_random.lived import PEOPLE, TEAMS, Lived
from tests.contracts.at_random.mortal import Died
from tests.contracts.at_random.openings import Opening, in_memory
from tests.contracts.at_random.seen import Seen, seen

_T = TypeVar("_T")
RANKS: Final = st.integers(0, 3)
WHO: Final = st.sampled_from(PEOPLE)
MEMBERS: Final = {"cci-47": "ana", "urssaf-1": "bob", "urssaf-2": "eve"}
TEAM: Final = st.sampled_from(TEAMS)
MOMENT: Final = timedelta(milliseconds=1)
DEAD: Final = "Le processus est mort."


def one_of(things: Sequence[_T], rank: int) -> _T:
    """One of those there are."""
    return things[rank % len(things)]


class Stage(RuleBasedStateMachine):
    """The lives of some needs; each thing that happens happens on all stores, which `openings` open.

    `found`: what was seen last; `unseen`: something happened since. The first store is looked at whenever
    something happened, the others when so many things did (`compared_every`) and at the end: what differs
    once goes on differing.
    """

    openings: ClassVar[Sequence[Opening]] = (in_memory,)
    compared_every: ClassVar[int] = 1

    def __init__(self) -> None:
        """Begin on empty stores."""
        super().__init__()
        self.open = ExitStack()
        self.services: list[Lived] = [self.open.enter_context(opening()) for opening in self.openings]
        self.first = self.services[0]
        self.receipts: tuple[Receipt, ...] = ()
        self.facts: list[Mapping[str, Fact]] = [{} for _ in self.services]
        self.unseen = False
        self.looks = 0
        self.found = self.look()

    @property
    def demands(self) -> tuple[Demand, ...]:
        """Those there are."""
        return self.found.demands

    @property
    def needs(self) -> tuple[Need, ...]:
        """Those there are."""
        return self.found.needs

    def play(self, do: Callable[[Lived], _T]) -> tuple[_T | None, object]:
        """What all of them answer, or refuse; a moment after what happened before, as in life."""
        for service in self.services:
            service.at += MOMENT  # a database forgets in which order referrals left at one instant
        answers = [_answer(do, service) for service in self.services]
        for answer in answers:
            assert answer == answers[0]
        refused = isinstance(answers[0][1], tuple)
        self.unseen = self.unseen or not refused
        return answers[0]

    def look(self) -> Seen:
        """What the first of them shows."""
        return self._seen(0)

    def compare(self) -> None:
        """All of them show what the first does."""
        for rank in range(1, len(self.services)):
            other = self._seen(rank)
            for name, shown in self.found.shown.items():
                assert other.shown[name] == shown, name
            assert other == self.found

    def _seen(self, rank: int) -> Seen:
        found = seen(self.services[rank], self.receipts, self.facts[rank])
        self.facts[rank] = found.facts
        return found

    @invariant()
    def all_show_the_same_and_nothing_that_may_not_be(self) -> None:
        """Whatever happened; what was refused and changed something all the same shows with what follows."""
        if self.unseen:
            self.unseen = False
            self.found = self.look()
            nothing_is_seen_that_may_not_be(self.first, self.found)
            self.looks += 1
            if self.looks % self.compared_every == 0:
                self.compare()


def _answer(do: Callable[[Lived], _T], service: Lived) -> tuple[_T | None, object]:
    try:
        return do(service), None
    except Refusal as refusal:
        return None, (type(refusal), refusal.code, refusal.sentence)
    except Died:
        return None, DEAD
