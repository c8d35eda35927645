"""People who do one thing after the other, each found again by its words: what they do is their plan's."""

from collections import deque
from collections.abc import Iterable
from typing import Any, Final, Protocol

from attrs import define, field

from faults.deeds import Deed, Kind, attempt
from faults.ledger import Ledger
from faults.voices import Answer, Voice
from faults.words import Word

NO: Final = frozenset(
    {
        # The registry answered meanwhile, and it left by itself.
        (Kind.TRANSMITTED, "already_transmitted"),
        (Kind.TRANSMITTED, "no_team"),
        (Kind.SURVEY_SHARED, "already_shared"),
        (Kind.BASKET_ACTED, "not_found"),
        (Kind.BASKET_ACTED, "nobody_there"),
        # Archived meanwhile: nobody answered for so long.
        (Kind.REFERRAL_WITHDRAWN, "not_found"),
        (Kind.REFERRAL_MOVED, "not_found"),
    }
)
"""What the service may answer to a deed, others having acted meanwhile."""


class Unheard(Exception):  # noqa: N818 - what became of a question
    """Something read was not answered."""

    def __init__(self, answer: Answer) -> None:
        """Keep what was answered instead."""
        super().__init__(answer.code)
        self.answer = answer


def read(voice: Voice, path: str) -> Any:  # noqa: ANN401 - a document
    """What stands there. Raises Unheard, Broken, or Over."""
    answer = voice.ask("GET", path)
    if answer.status != 200:
        raise Unheard(answer)
    return answer.body


class Plan(Protocol):
    """What somebody does."""

    def look(self, voice: Voice) -> Iterable[Deed]:
        """What there is to do now. Raises Unheard, Broken, or Over."""
        ...

    def after(self, deed: Deed) -> Iterable[Deed]:
        """What follows from what was just done."""
        ...


@define
class Doer:
    """Looks for something to do, does it, says it again when the line broke.

    With an `email` and without `cookies` they sign in first.
    """

    ledger: Ledger
    plan: Plan
    email: str = ""
    todo: deque[Deed] = field(factory=deque)
    cookies: dict[str, str] = field(factory=dict)

    def act(self, voice: Voice) -> None:
        """Sign in, look, or do the next thing."""
        voice.cookies = self.cookies
        try:
            if self.email and not self.cookies:
                self._sign_in(voice)
            elif self.todo:
                self._do(voice, self.todo[0])
            else:
                self.todo.extend(self.plan.look(voice))
        except Unheard as unheard:
            self._refused("reading", unheard.answer.status, unheard.answer.code)

    def _sign_in(self, voice: Voice) -> None:
        answer = voice.sign_in(self.email)
        self.cookies = voice.cookies
        if answer.status != 201:
            raise Unheard(answer)

    def _do(self, voice: Voice, deed: Deed) -> None:
        status, code = attempt(voice, deed)
        if deed.word is Word.ACCEPTED:
            self.todo.popleft()
            self.todo.extend(self.plan.after(deed))
        elif deed.word is Word.REFUSED:
            self.ledger.deeds.refused[f"{deed.kind} {code}"] += 1
            self.todo = deque(one for one in self.todo if one.about != deed.about)
            if (deed.kind, code) not in NO:
                self.ledger.wonder(f"{deed.kind} {status} {code}")
        else:
            self._refused(deed.kind, status, code)

    def _refused(self, what: str, status: int, code: str) -> None:
        if status == 401:
            self.cookies = {}
        elif status == 503:
            self.ledger.unavailable(code)
        else:
            self.ledger.wonder(f"{what} {status} {code}")
            self.todo.clear()
