"""Refusals: what the service answers when something asked for may not be, in French, with a code."""

from collections.abc import Set as AbstractSet
from typing import Final

from attrs import field, frozen

REQUIRED: Final = "Ce champ est obligatoire."
"""What a person is told of a field left blank."""


@frozen
class Fault:
    """One thing wrong in what was sent: where, which, and a sentence for the person who sent it.

    `pointer` is a JSON pointer (RFC 6901) from the root of the document: `/company/commune`.
    `code` is stable: programs rely on it. `relies_on`: other places it was judged by, if any.
    """

    pointer: str
    code: str
    message: str
    _relies_on: tuple[str, ...] = field(default=(), eq=False, repr=False)

    def under(self, prefix: str) -> "Fault":
        """The same fault, in a document held inside another one, at `prefix`."""
        relied_on = tuple(prefix + place for place in self._relies_on)
        return Fault(prefix + self.pointer, self.code, self.message, relied_on)

    def holds(self, wrong: AbstractSet[str]) -> bool:
        """Whether it still means something, these places being wrong, and all that lies below them."""
        return all(wrong.isdisjoint(_at_and_above(place)) for place in (self.pointer, *self._relies_on))


def pointer(*steps: str | int) -> str:
    """The JSON pointer made of these steps, escaped as RFC 6901 says."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def blank(text: str) -> bool:
    """Whether a person reads nothing in it: neither a letter nor a digit, be it full of invisible signs."""
    return not any(map(str.isalnum, text))


def too_long(most: int) -> str:
    """What a person is told of a text of more than `most` characters."""
    counted = f"{most:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"Texte trop long\N{NO-BREAK SPACE}: {counted} caractères au plus."


def told_once(of_shape: tuple[Fault, ...], of_sense: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """All faults of a document: nothing more is said of a place, or below it, whose shape is wrong.

    Nor is anything judged by such a place. What is said twice of one place is said in the words that know
    its sense.
    """
    wrong = {fault.pointer for fault in of_shape}
    precise = {(fault.pointer, fault.code): fault for fault in of_sense}
    return (
        *(precise.get((fault.pointer, fault.code), fault) for fault in of_shape),
        *(fault for fault in of_sense if fault.holds(wrong)),
    )


def _at_and_above(place: str) -> list[str]:
    steps = place.split("/")
    return ["/".join(steps[:length]) for length in range(1, len(steps) + 1)]


class Refusal(Exception):  # noqa: N818 - a refusal is an answer of the service, not a breakdown
    """What may not be: a sentence for people and a code for programs."""

    code = "refused"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        """Keep the sentence shown to the person, and the code when it is more precise than the class's."""
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code


class Invalid(Refusal):
    """What was sent is wrong: every fault at once, each naming its field."""

    code = "invalid"

    def __init__(self, *faults: Fault) -> None:
        """Keep the faults; the code is theirs when they all share one."""
        count = len(faults)
        super().__init__(
            faults[0].message if count == 1 else f"{count} points sont à corriger.",
            code=faults[0].code if len({fault.code for fault in faults}) == 1 else None,
        )
        self.faults = faults


class Conflict(Refusal):
    """The present state says no: a rule of the life cycle, or somebody was faster.

    `current` is the present state of the thing, as the reader may see it, when it is known.
    """

    code = "conflict"

    def __init__(self, sentence: str, *, code: str | None = None, current: object = None) -> None:
        """Keep the present state beside the sentence."""
        super().__init__(sentence, code=code)
        self.current = current


class Stale(Refusal):
    """The thing changed since the version the writer had read (`If-Match`)."""

    code = "stale"


class NotFound(Refusal):
    """There is no such thing, or none that this person may see: the answer is the same."""

    code = "not_found"


class OutOfReach(NotFound):
    """There is such a thing, and this person may not see it: they are answered the same, and it is noted.

    `who`: their account. `thing`: what they reached for. `noted`: whether the journal has it already.
    """

    def __init__(self, sentence: str, *, who: str, thing: str, code: str | None = None) -> None:
        """Keep who reached for what."""
        super().__init__(sentence, code=code)
        self.who = who
        self.thing = thing
        self.noted = False


class Forbidden(Refusal):
    """An act that this person may not do on something they may see."""

    code = "forbidden"


class TermsToAccept(Forbidden):
    """An act of somebody who has not accepted the terms in force: they accept them, then act (CGU 1)."""

    code = "terms_to_accept"

    def __init__(self, version: str) -> None:
        """Keep the version that is to be accepted."""
        sentence = f"Acceptez les conditions d’utilisation en vigueur (version {version}) avant d’agir."
        super().__init__(sentence)
        self.version = version


class Unidentified(Refusal):
    """Nobody is signed in, or the credentials are wrong."""

    code = "unidentified"


class ShutOut(Unidentified):
    """Whoever signs in is who they say, and is suspended; `left`: what they may still do, and with what."""

    code = "suspended"

    def __init__(self, sentence: str, *, left: object) -> None:
        """Keep what is left to them."""
        super().__init__(sentence)
        self.left = left


class TooMany(Refusal):
    """Asked too often; it may be asked again after `retry_after` seconds."""

    code = "too_many"

    def __init__(self, sentence: str, *, retry_after: int, code: str | None = None) -> None:
        """Keep when to come back, in seconds."""
        super().__init__(sentence, code=code)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """The service, or a part of it, is paused; it may be asked again after `retry_after` seconds."""

    code = "unavailable"

    def __init__(self, sentence: str, *, code: str | None = None, retry_after: int = 3600) -> None:
        """Keep when to come back, in seconds."""
        super().__init__(sentence, code=code)
        self.retry_after = retry_after
