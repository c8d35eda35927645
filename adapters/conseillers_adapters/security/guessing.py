"""Which passwords are guessed, by the rules and the lists of zxcvbn."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from conseillers_domain.passwords import Weakness

LOOKED_AT: Final = (32, 72)
"""Characters: more are looked at only when the first ones are guessed; the time it takes grows fast."""
FRENCH_KEYS: Final = ("azertyuiop", "qsdfghjklm", "wxcvbn", "azerty", "qsdfgh")
"""zxcvbn knows the rows of other keyboards."""

_WHY: Final[Mapping[str, Weakness]] = {
    "spatial": Weakness.KEYBOARD,
    "repeat": Weakness.REPEATED,
    "sequence": Weakness.SEQUENCE,
    "date": Weakness.DATE,
    "regex": Weakness.DATE,
}


class ZxcvbnGuessing:
    """Tells which passwords fewer than 10 to the power of `guesses_log10` guesses find."""

    def __init__(self, *, guesses_log10: float = 10.0) -> None:
        """Keep how many guesses are too few."""
        self._least = guesses_log10

    def __call__(self, password: str, words: Iterable[str]) -> Weakness | None:
        """Why it would soon be guessed, by who knows these words of its owner; None when it would not."""
        from zxcvbn import zxcvbn  # its lists take a while to read

        known = [*words, *FRENCH_KEYS]
        found: Mapping[str, Any] = {}
        for longest in LOOKED_AT:
            found = zxcvbn(password[:longest], user_inputs=known)
            if float(found["guesses_log10"]) >= self._least:
                return None
        return _why(found["sequence"])


def _why(sequence: Iterable[Mapping[str, Any]]) -> Weakness:
    """What most of it is made of."""
    longest = max(sequence, key=lambda part: len(part["token"]))
    if longest["pattern"] != "dictionary":
        return _WHY.get(longest["pattern"], Weakness.PLAIN)
    if longest["dictionary_name"] == "user_inputs":
        return Weakness.KEYBOARD if longest["matched_word"] in FRENCH_KEYS else Weakness.PERSONAL
    return Weakness.KNOWN if longest["dictionary_name"] == "passwords" else Weakness.PLAIN
