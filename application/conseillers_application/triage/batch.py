"""Staff does the same to many demands at once: each on its own, and what came of each is told (CGU 6.2)."""

from collections.abc import Callable
from typing import Final

from attrs import frozen

from conseillers_application.triage.qualify import Qualification, Qualify
from conseillers_application.triage.seen import UNSEEN, Seen
from conseillers_application.triage.set_aside import Aside, SetAside
from conseillers_application.triage.transmit_demand import Sending, TransmitDemand
from conseillers_domain.accounts import Act, Person
from conseillers_domain.demand import Demand, DemandState
from conseillers_domain.errors import Fault, Refusal

MOST: Final = 100


@frozen(kw_only=True)
class Batch:
    """Demands by their ids, and the one thing to do with each."""

    ids: tuple[str, ...]
    transmission: Sending | None = None
    setting_aside: Aside | None = None
    qualification: Qualification | None = None


@frozen(kw_only=True)
class Outcome:
    """What came of one: its state now, or why nothing was done."""

    id: str
    done: bool
    state: DemandState | None = None
    code: str | None = None
    detail: str | None = None


@frozen(kw_only=True)
class Outcomes:
    """What came of each, in the order they were given."""

    items: tuple[Outcome, ...]


@frozen(kw_only=True)
class DoInBatch:
    """Does one thing with each demand of a list, each in its own transaction."""

    transmit: TransmitDemand
    set_aside: SetAside
    qualify: Qualify

    def __call__(self, person: Person, batch: Batch, seen: Seen = UNSEEN) -> Outcomes:
        """Raises NotFound to who may not, and Invalid for a list or an act that cannot be."""
        person.must_be_allowed(Act.TRIAGE)
        seen.must_be_right(*_faults(batch))
        return Outcomes(items=tuple(self._outcome(person, one, batch) for one in dict.fromkeys(batch.ids)))

    def _outcome(self, person: Person, demand_id: str, batch: Batch) -> Outcome:
        try:
            demand = self._act(person, batch)(demand_id)
        except Refusal as refusal:
            return Outcome(id=demand_id, done=False, code=refusal.code, detail=refusal.sentence)
        return Outcome(id=demand_id, done=True, state=demand.state)

    def _act(self, person: Person, batch: Batch) -> Callable[[str], Demand]:
        if (sending := batch.transmission) is not None:
            return lambda demand: self.transmit(person, demand, sending)
        if (aside := batch.setting_aside) is not None:
            return lambda demand: self.set_aside(person, demand, aside)
        qualification = batch.qualification
        assert qualification is not None
        return lambda demand: self.qualify(person, demand, qualification)


def _faults(batch: Batch) -> tuple[Fault, ...]:
    found = []
    if not 1 <= len(batch.ids) <= MOST:
        found.append(Fault("/ids", "count", f"Donnez de 1 à {MOST} demandes."))
    acts = (batch.transmission, batch.setting_aside, batch.qualification)
    if sum(one is not None for one in acts) != 1:
        sentence = "Donnez une action et une seule : transmission, setting_aside ou qualification."
        found.append(Fault("", "one_act", sentence))
    return tuple(found)
