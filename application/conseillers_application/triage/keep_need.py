"""A need that staff or a rule moved is kept with what follows, in the same transaction."""

from datetime import datetime

from attrs import frozen

from conseillers_application.owe_answer import OweAnswer
from conseillers_application.ports import Work
from conseillers_domain.events import Fact
from conseillers_domain.need import Need


@frozen(kw_only=True)
class KeepNeed:
    """Keeps it, its facts, and the answer its company is owed once nobody else may help it (CGU 4.3.B)."""

    owe_answer: OweAnswer

    def __call__(self, work: Work, before: Need, after: Need, *facts: Fact, at: datetime) -> Need:
        """The need as it is kept. Raises Conflict when somebody saved it since it was read."""
        kept = work.needs.save(after)
        for fact in facts:
            work.outbox.put(fact)
        self.owe_answer(work, before, kept, at)
        return kept
