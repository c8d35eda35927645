"""Facts, letters and links, in memory; what they call for is put off when the transaction is done."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import islice
from typing import Final, get_args

from attrs import Factory, evolve, frozen

from conseillers_adapters.documents import read, unstructure
from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import JsonObject, Shelf, State, value_of
from conseillers_application.letters import (
    UNSENT,
    LedgerRow,
    Letter,
    LetterQuery,
    LetterState,
    RefusedAddress,
    Stage,
)
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
    """The facts to be told, kept in memory; `tasks` gathers what the transaction will put off.

    `told`: the facts put in this transaction.
    """

    state: State
    new_id: Ids
    tasks: list[Task]
    told: list[Fact] = Factory(list)

    def put(self, fact: Fact) -> str:
        """Keep a fact, to be reacted to once the transaction is done; its id."""
        fact_id = self.new_id()
        self.told.append(fact)
        Shelf(KeptFact, self.state).add(fact_id, KeptFact(type(fact).__name__, unstructure(fact)))
        self.tasks.append(Task(name=REACT, subject=fact_id, not_before=fact.at))
        return fact_id

    def get(self, fact_id: str) -> Fact:
        """Raises NotFound."""
        kept = Shelf(KeptFact, self.state).find(fact_id)
        if kept is None:
            raise NotFound("Ce fait n’existe pas.")
        return read(_FACTS[kept.kind], kept.body)

    def several(self, fact_ids: Collection[str]) -> Mapping[str, Fact]:
        """These facts, by their ids; an unknown one is left out."""
        shelf = Shelf(KeptFact, self.state)
        return {one: self.get(one) for one in fact_ids if shelf.find(one) is not None}


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

    def save(self, letter: Letter) -> None:
        """Keep how far it got."""
        self.get(letter.id)
        self._letters.keep(letter.id, letter)

    def put_back(self, letter: Letter) -> None:
        """Let a letter that could not leave wait again; one queued meanwhile under its name is needless."""
        for owed in tuple(self._letters):
            if _waits_under(owed, letter.merged_under):
                self._letters.keep(owed.id, owed.settled(LetterState.NEEDLESS, letter.marked_at))
        self.save(letter)

    def queue_again(self, letter: Letter) -> None:
        """Put it back, and have it sent from `not_before` on."""
        self.put_back(letter)
        self.tasks.append(Task(name=SEND_LETTER, subject=letter.id, not_before=letter.not_before))

    def followed(self, letter: Letter) -> bool:
        """Whether one was owed under the same name since, which is not needless."""
        return letter.merged_under is not None and any(
            one.merged_under == letter.merged_under
            and one.queued_at > letter.queued_at
            and one.state is not LetterState.NEEDLESS
            for one in self._letters
        )

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
class MemoryLedger:
    """The mails owed, counted and listed in memory."""

    state: State

    def counts(self) -> Mapping[Stage, int]:
        """How many letters are at each stage."""
        found = Counter(letter.stage for letter in self._latest_first())
        return {stage: found[stage] for stage in Stage}

    def page(self, query: LetterQuery) -> tuple[LedgerRow, ...]:
        """Those asked for, latest owed first."""
        asked = (
            letter
            for letter in self._latest_first()
            if query.stage in {None, letter.stage} and (query.before is None or letter.id < query.before)
        )
        return tuple(
            LedgerRow(letter=letter, fact_kind=self._kind(letter)) for letter in islice(asked, query.limit)
        )

    def overdue(self, since: datetime, after: str, limit: int) -> tuple[Letter, ...]:
        """Those that should have left by then, and of which nothing was said since, oldest owed first."""
        asked = (
            letter
            for letter in reversed(self._latest_first())
            if letter.state in {LetterState.QUEUED, LetterState.SENDING}
            and max(letter.not_before, letter.marked_at) <= since
            and letter.id > after
        )
        return tuple(islice(asked, limit))

    def several(self, letter_ids: Collection[str]) -> Mapping[str, Letter]:
        """These letters, by their ids; an unknown one is left out."""
        found = ((one, Shelf(Letter, self.state).find(one)) for one in letter_ids)
        return {letter_id: letter for letter_id, letter in found if letter is not None}

    def written_to(self, address_key: str, state: LetterState, limit: int) -> tuple[Letter, ...]:
        """Those last written to that address that are in that state, latest owed first."""
        asked = (
            letter
            for letter in self._latest_first()
            if (letter.address_key, letter.state) == (address_key, state)
        )
        return tuple(islice(asked, limit))

    def _latest_first(self) -> list[Letter]:
        return sorted(Shelf(Letter, self.state), key=lambda letter: letter.id, reverse=True)

    def _kind(self, letter: Letter) -> str:
        fact = Shelf(KeptFact, self.state).find(letter.fact)
        assert fact is not None
        return fact.kind


@frozen
class MemoryRefusedAddresses:
    """The addresses that nothing reaches, kept in memory."""

    state: State

    @property
    def _refused(self) -> Shelf[RefusedAddress]:
        return Shelf(RefusedAddress, self.state)

    def mark(self, refused: RefusedAddress) -> bool:
        """Keep one; False for an address marked already, which stays as it was."""
        Shelf(Letter, self.state).must_hold(refused.letter)
        if self.find(refused.key) is not None:
            return False
        self._refused.add(refused.key, refused)
        return True

    def find(self, key: str) -> RefusedAddress | None:
        """What is known of that address, None when nothing says it is refused."""
        return self._refused.find(key)

    def lift(self, key: str) -> bool:
        """Forget that it was refused; False when it was not."""
        marked = self.find(key) is not None
        self._refused.drop(key)
        return marked

    def page(self, after: tuple[datetime, str] | None, limit: int) -> tuple[RefusedAddress, ...]:
        """Those after that instant and key, latest first."""
        latest = sorted(self._refused, key=lambda one: (one.at, one.key), reverse=True)
        asked = (one for one in latest if after is None or (one.at, one.key) < after)
        return tuple(islice(asked, limit))

    def count(self) -> int:
        """How many there are."""
        return len(self._refused.texts)


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

    def revoke(self, need: str, team: str, at: datetime) -> None:
        """Let the links of that team to that need serve no more; those made from now on do."""
        shelf = Shelf(NeedLink, self.state)
        for key in tuple(shelf.texts):
            link = value_of(NeedLink, shelf.texts[key])
            if (link.need, link.team, link.revoked_at) == (need, team, None):
                shelf.keep(key, evolve(link, revoked_at=at))
