"""Sentences as French is printed, and what people typed made fit to stand in them."""

import re
import unicodedata
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from conseillers_domain.french import NO_BREAK, day_in_words, typeset

PARIS = ZoneInfo("Europe/Paris")
_LONGEST = 200
_SPACES = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
# Controls, lone surrogates, line separators; and the marks that turn the direction of a whole line.
_BREAKS_LINES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS_LINES = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def say(sentence: str, **words: str) -> str:
    """A sentence of ours, typeset, with what others wrote put in as it is, on one line.

    `words`: what stands for the `{names}` of the sentence.
    """
    return french(sentence).format(**{name: one_line(word) for name, word in words.items()})


@cache
def french(sentence: str) -> str:
    """Curly apostrophes, and the spaces that no line may break."""
    return typeset(sentence)


def one_line(text: str, longest: int = _LONGEST) -> str:
    """A text nobody can make a second line of, cut at `longest` characters."""
    harmless = "".join(" " if _is_harmful(letter) else letter for letter in text)
    return shortened(_SPACES.sub(" ", harmless).strip(), longest)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def day(moment: datetime) -> str:
    """The day an instant falls on in Paris: `23 novembre 2026`."""
    return day_in_words(moment.astimezone(PARIS).date())


def day_and_hour(moment: datetime) -> str:
    """An instant as read on a clock in Paris, said so: overseas, noon is elsewhere."""
    local = moment.astimezone(PARIS)
    hour = f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02}"
    return f"{day(moment)} à {hour} (heure de Paris)"


def at_place(commune: str) -> str:
    """Where something is: `à Agen`, `au Mans`, `aux Abymes`, `à La Rochelle`."""
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if commune.startswith(article):
            return contracted + commune.removeprefix(article)
    return "à " + commune


def greeting(first_name: str, last_name: str) -> str:
    """`Bonjour Jeanne Martin,`; nobody is named when the name may be an advertisement.

    Anybody may deposit a demand with the address of somebody else: the mail they get must not carry
    a link chosen by a stranger.
    """
    name = one_line(f"{first_name} {last_name}")
    is_name = name and len(name) <= 80 and not re.search(r"[/:@<>\[\]()\d]|\.\w", name)  # noqa: PLR2004 - longer than any name
    return say("Bonjour {name},", name=name) if is_name else "Bonjour,"


def _is_harmful(letter: str) -> bool:
    return letter in _TURNS_LINES or unicodedata.category(letter) in _BREAKS_LINES
