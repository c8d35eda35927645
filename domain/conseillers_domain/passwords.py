"""What a password must be: long, and neither known nor guessed by who knows its owner (CGU 6.1)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from conseillers_domain.errors import Fault

SHORTEST_PASSWORD: Final = 15
LONGEST_PASSWORD: Final = 1_000

OF_THE_SERVICE: Final = ("conseillers", "conseiller", "entreprises", "entreprise", "conseillers-entreprises")
"""What comes first to the mind of who signs in here."""
SHORTEST_WORD: Final = 3


class Weakness(StrEnum):
    """Why a password is guessed."""

    PERSONAL = "personal"
    KNOWN = "known"
    KEYBOARD = "keyboard"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    DATE = "date"
    PLAIN = "plain"

    @property
    def sentence(self) -> str:
        """What its owner is told."""
        return f"Ce mot de passe se devine : {_WHY[self]}. Choisissez plusieurs mots sans rapport entre eux."


_WHY: Final[Mapping[Weakness, str]] = {
    Weakness.PERSONAL: "il reprend votre nom, votre adresse, votre organisme ou le nom du service",
    Weakness.KNOWN: "il fait partie des mots de passe les plus répandus",
    Weakness.KEYBOARD: "il suit les touches du clavier",
    Weakness.REPEATED: "il répète les mêmes signes",
    Weakness.SEQUENCE: "il est fait d’une suite, comme « abcdef » ou « 123456 »",
    Weakness.DATE: "il est fait d’une date",
    Weakness.PLAIN: "il est trop simple",
}


def length_fault(password: str, pointer: str = "/password") -> Fault | None:
    """What is wrong with how long it is; no sign is asked for, and none is refused."""
    if SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return None
    sentence = f"Un mot de passe comporte de {SHORTEST_PASSWORD} à {LONGEST_PASSWORD} caractères."
    return Fault(pointer, "length", sentence)


def own_words(*said: str) -> tuple[str, ...]:
    """The words that somebody would put in their password, who goes by these names, with the service's.

    Each name whole, joined, and word by word; with its accents and without.
    """
    found = dict.fromkeys(OF_THE_SERVICE)
    for text in said:
        for spelt in (text.lower(), _plain(text)):
            words = re.findall(r"\w+", spelt)
            whole = (spelt, "".join(words), *words)
            found.update(dict.fromkeys(one for one in whole if len(one) >= SHORTEST_WORD))
    return tuple(found)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(one for one in letters if not unicodedata.combining(one))


def guessable(weakness: Weakness, pointer: str = "/password") -> Fault:
    """What is wrong with a password that is guessed."""
    return Fault(pointer, "guessable", weakness.sentence)


def words_of(email: str, name: str, organisations: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of somebody of that address and name, in these organisations."""
    return own_words(email, email.partition("@")[0], name, *organisations)
