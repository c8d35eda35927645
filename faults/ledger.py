"""What was asked of the service and what it answered: the outside's own account, to be compared with its."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from threading import Lock
from typing import Any, Final

from attrs import define, field

from faults import country
from faults.deeds import Deed, Deeds
from faults.words import Word


@define(eq=False)
class Deposit:
    """A demand sent, under an `Idempotency-Key` or not; `id`: the one the receipt gave."""

    rank: int
    form: dict[str, Any]
    key: str | None
    word: Word = Word.NOTHING
    sent: bool = False
    id: str = ""

    @property
    def email(self) -> str:
        """Whose it is, and nobody else's."""
        return country.email(self.rank)


@define(eq=False)
class Move:
    """A position taken; its note is its name."""

    need: str
    team: str
    body: dict[str, Any]
    word: Word = Word.NOTHING
    sent: bool = False

    @property
    def note(self) -> str:
        """The name by which it is found again."""
        return str(self.body["note"])


@define(eq=False)
class Remark:
    """A comment written in the thread of a need, under an `Idempotency-Key`; its text is its name."""

    need: str
    team: str
    rank: int
    word: Word = Word.NOTHING
    sent: bool = False

    @property
    def text(self) -> str:
        """The name by which it is found again, and its key."""
        return f"remark {self.rank}"


@define(eq=False)
class Sending:
    """An answer that staff words and sends to a company that both teams refused."""

    need: str
    text: str
    worded: bool = False
    word: Word = Word.NOTHING
    sent: bool = False


STORIES: Final[tuple[tuple[dict[str, Any], ...], ...]] = (
    ({"stance": "taken"},),
    ({"stance": "taken"}, {"stance": "closed_helped", "help": ["advice"]}),
    ({"stance": "refused", "reason": "no_capacity"},),
    ({"stance": "taken"}, {"stance": "closed_unreachable"}),
    ({"stance": "taken"}, {"stance": "closed_unreachable"}, {"stance": "taken"}),
    ({"stance": "taken"}, {"stance": "pending"}, {"stance": "refused", "reason": "out_of_scope"}),
)
"""What a team may say of a need, one word after the other."""

REFUSED: Final[dict[str, Any]] = {"stance": "refused", "reason": "no_capacity"}
REFUSALS: Final[tuple[tuple[dict[str, Any], ...], ...]] = (
    (REFUSED,),
    (REFUSED, {"stance": "pending"}, REFUSED),
)
"""What each team says of a need that none of them takes."""
HOPELESS: Final = 3
"""One need in so many is refused by all."""


@define
class Ledger:
    """Everything asked, by everybody.

    `unforeseen`: answers that nothing here expects. `unserved`: how often the service said that it could not,
    and `unsure`: that it did not know whether it had.
    """

    deposits: list[Deposit] = field(factory=list)
    moves: list[Move] = field(factory=list)
    remarks: list[Remark] = field(factory=list)
    sendings: list[Sending] = field(factory=list)
    deeds: Deeds = field(factory=Deeds)
    unforeseen: Counter[str] = field(factory=Counter)
    unserved: int = 0
    unsure: int = 0
    _met: dict[str, int] = field(factory=dict)
    _ranks: Iterator[int] = field(factory=lambda: count(1))
    _lock: Lock = field(factory=Lock)

    def new_deposit(self, **changes: Any) -> Deposit:  # noqa: ANN401 - any field of the form
        """One more demand, of a company without a past; a few are such that they must be refused."""
        with self._lock:
            rank = next(self._ranks)
            wrong = {"declares_accuracy": False} if rank % 10 == 9 else {}
            key = f"key-{rank}" if rank % 2 else None
            deposit = Deposit(rank, country.form(rank, **changes, **wrong), key)
            self.deposits.append(deposit)
        return deposit

    def new_story(self, need: str, team: str) -> list[Move]:
        """What a team will say of a need."""
        with self._lock:
            first, met = len(self.moves), self._met.setdefault(need, len(self._met))
            stories = STORIES if met % HOPELESS else REFUSALS
            story = stories[first % len(stories)]
            moves = [
                Move(need, team, {**words, "note": f"move {first + rank}"})
                for rank, words in enumerate(story)
            ]
            self.moves += moves
        return moves

    def new_remark(self, need: str, team: str) -> Remark:
        """What a team will write to the others that received a need."""
        with self._lock:
            remark = Remark(need, team, len(self.remarks))
            self.remarks.append(remark)
        return remark

    def new_sending(self, need: str) -> Sending:
        """The answer to a company, in words of its own."""
        with self._lock:
            sending = Sending(need, f"Réponse {len(self.sendings)}")
            self.sendings.append(sending)
        return sending

    def wonder(self, what: str) -> None:
        """Something was answered that nothing here expects."""
        with self._lock:
            self.unforeseen[what] += 1

    def unavailable(self, code: str) -> None:
        """The service said 503."""
        with self._lock:
            self.unserved += 1
            self.unsure += code == "outcome_unknown"

    @property
    def accepted(self) -> int:
        """How many things the service said it had done."""
        asked: tuple[Deposit | Move | Sending | Remark | Deed, ...] = (
            *self.deposits,
            *self.moves,
            *self.sendings,
            *self.remarks,
            *self.deeds.asked,
        )
        return sum(one.word is Word.ACCEPTED for one in asked)
