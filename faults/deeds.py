"""Things asked of the service that leave words of their own in it, by which they are found again."""

import json
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import count
from threading import Lock
from typing import Any, Final

from attrs import define, field, frozen

from faults.voices import Voice
from faults.words import Word

NAME: Final = r"deed \d+;"
"""What names of deeds look like, wherever they stand."""


class Kind(StrEnum):
    """What is done; those that leave a trace bear the name of its gesture."""

    QUALIFIED = "qualified"
    TRANSMITTED = "transmitted"
    SET_ASIDE = "set_aside"
    TAKEN_BACK = "taken_back"
    MERGED = "merged"
    TEAM_ADDED = "team_added"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    REFERRAL_MOVED = "referral_moved"
    COMPLETED = "completed"
    DRAFT_KEPT = "draft kept"
    DRAFT_RESUMED = "draft resumed"
    SURVEY_ANSWERED = "survey answered"
    SURVEY_SHARED = "survey shared"
    EXPORT_ASKED = "export asked"
    BASKET_ACTED = "acted on a basket"
    ABSENCE_SAID = "absence said"


@frozen(kw_only=True)
class Asking:
    """A request: `{name}` in its body is the deed's own name.

    When the line broke, what became of it is read at `read`; what can be done `once` only is asked again,
    and then refused when it is done; anything else is sent again under its key.
    """

    method: str
    path: str
    body: dict[str, Any]
    read: str = ""
    once: bool = False


@define(eq=False)
class Deed:
    """Something asked; `about`: the demand, draft, survey it is about; `found`: the id it was answered."""

    kind: Kind
    about: str
    rank: int
    asking: Asking
    word: Word = Word.NOTHING
    sent: bool = False
    found: str = ""
    answer: Any = None

    @property
    def name(self) -> str:
        """The words by which it is found again."""
        return f"deed {self.rank};"

    @property
    def body(self) -> dict[str, Any]:
        """What is sent."""
        return {
            key: text.format(name=self.name) if isinstance(text, str) else text
            for key, text in self.asking.body.items()
        }

    @property
    def headers(self) -> dict[str, str]:
        """Its key, when it is one that may be sent again."""
        keyed = not (self.asking.read or self.asking.once)
        return {"idempotency-key": f"deed-{self.rank}"} if keyed else {}


@define
class Deeds:
    """All that was asked so, by everybody; `refused`: how often the service said no, by kind and code."""

    asked: list[Deed] = field(factory=list)
    refused: Counter[str] = field(factory=Counter)
    _ranks: Iterator[int] = field(factory=lambda: count(1))
    _lock: Lock = field(factory=Lock)

    def new(self, kind: Kind, about: str, asking: Asking) -> Deed:
        """One more."""
        with self._lock:
            deed = Deed(kind, about, next(self._ranks), asking)
            self.asked.append(deed)
        return deed


def attempt(voice: Voice, deed: Deed) -> tuple[int, str]:
    """Ask it, or look whether it was done when the line broke meanwhile; what was answered, and its code.

    200 when it is known to be done. Raises Broken, or Over.
    """
    if deed.sent and deed.asking.read:
        answer = voice.ask("GET", deed.asking.read)
        if answer.status != 200:
            return answer.status, answer.code
        if deed.name in json.dumps(answer.body):
            return _over(deed, Word.ACCEPTED)
    again, deed.sent = deed.sent, True
    answer = voice.ask(deed.asking.method, deed.asking.path, deed.body, deed.headers)
    if answer.status in {200, 201, 202}:
        deed.answer = answer.body
        deed.found = str(answer.body.get("id", ""))
        return _over(deed, Word.ACCEPTED)
    if answer.status in {404, 409, 422}:
        # Nobody else does it: it was done the time before.
        deed.word = Word.ACCEPTED if again and deed.asking.once else Word.REFUSED
    return answer.status, answer.code


def _over(deed: Deed, word: Word) -> tuple[int, str]:
    deed.word = word
    return 200, ""
