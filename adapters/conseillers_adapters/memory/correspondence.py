"""Facts, letters and links, in memory; what they call for is put off when the transaction is done."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Final, get_args

from attrs import evolve, frozen

from conseillers_adapters.documents import read, unstructure
from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import JsonObject, Shelf, State
from conseillers_application.letters import UNSENT, Letter, LetterState
from conseillers_application.ports import REACT, SEND_LETTER, Ids, NeedLink, Task
from conseillers_domain.errors import NotFound
from conseillers_domain.events import Fact

_FACTS: Final[Mapping[str, type[Fact]]] = {kind.__name__: kind for kind in get_args(Fact)}


@frozen
class KeptFact:
    """A fact, by the name of its kind: two kinds may say the same things."""

    kind: str
    body: JsonObject


@frozen
class MemoryOutbox:
    """The facts to be told, kept in memory; `tasks` gathers what the transaction will put off."""

    state: State
    new_id: Ids
    tasks: list[Task]

    def put(self, fact: Fact) -> str:
        """Keep a fact, to be reacted to once the transaction is done; its id."""
        fact_id = self.new_id()
        Shelf(KeptFact, self.state).add(fact_id, KeptFact(type(fact).__name__, unstructure(fact)))
        self.tasks.append(Task(name=REACT, subject=fact_id, not_before=fact.at))
        return fact_id

    def get(self, fact_id: str) -> Fact:
        """Raises NotFound."""
        kept = Shelf(KeptFact, self.state).find(fact_id)
        if kept is None:
            raise NotFound("Ce fait n’existe pas.")
        return read(_FACTS[kept.kind], kept.body)


@frozen
class MemoryLetters:
    """The mails owed, kept in memory."""

    state: State
    tasks: list[Task]

    @property
    def _letters(self) -> Shelf[Letter]:
        return Shelf(Letter, self.state)

    def queue(self, letter: Letter) -> bool:
        """Owe a letter, to be sent from `not_before` on; False when it is owed or waits already."""
        Shelf(KeptFact, self.state).must_hold(letter.fact)
        if any(_makes_needless(owed, letter) for owed in self._letters):
            return False
        self._letters.keep(letter.id, letter)
        self.tasks.append(Task(name=SEND_LETTER, subject=letter.id, not_before=letter.not_before))
        return True

    def get(self, letter_id: str) -> Letter:
        """Raises NotFound."""
        letter = self._letters.find(letter_id)
        if letter is None:
            raise NotFound("Ce courrier n’existe pas.")
        return letter

    def mark(self, letter_id: str, state: LetterState, at: datetime) -> None:  # noqa: ARG002 - for the record
        """Say how far it got."""
        letter = self._letters.find(letter_id)
        if letter is not None:
            self._letters.keep(letter_id, evolve(letter, state=state))

    def put_back(self, letter: Letter, at: datetime) -> None:
        """Let a letter that could not leave wait again; one queued meanwhile under its name is needless."""
        for owed in tuple(self._letters):
            if _waits_under(owed, letter.merged_under):
                self.mark(owed.id, LetterState.NEEDLESS, at)
        self.mark(letter.id, LetterState.QUEUED, at)

    def unsent(self) -> Mapping[LetterState, int]:
        """How many letters wait, are leaving or were refused: every state of `UNSENT`, zeros included."""
        found = Counter(letter.state for letter in self._letters)
        return {state: found[state] for state in UNSENT}


def _waits_under(owed: Letter, name: str | None) -> bool:
    return owed.state is LetterState.QUEUED and name is not None and owed.merged_under == name


def _makes_needless(owed: Letter, letter: Letter) -> bool:
    return (
        owed.id == letter.id
        or (owed.fact, owed.kind, owed.recipient) == (letter.fact, letter.kind, letter.recipient)
        or _waits_under(owed, letter.merged_under)
    )


@frozen
class MemoryLinks:
    """The secure links given out, kept in memory."""

    state: State

    def add(self, token_hash: str, link: NeedLink) -> None:
        """Keep a link."""
        Shelf(KeptNeed, self.state).must_hold(link.need)
        Shelf(NeedLink, self.state).add(token_hash, link)

    def find(self, token_hash: str) -> NeedLink | None:
        """The link of that token, None when there is none."""
        return Shelf(NeedLink, self.state).find(token_hash)
