"""Text made ready for searching: no accents, no case, words only."""

import re
import unicodedata
from itertools import filterfalse
from typing import Final

from conseillers_domain.demand import Demand
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.need import Need

SEARCH_LENGTH: Final = 200
"""Characters of what somebody searches for."""

SEARCH_WORDS: Final = 10
"""Words of it that are used: the first ones."""


def folded(text: str) -> str:
    """« Café de l'Été » → `cafe de l ete`."""
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain.replace("œ", "oe").replace("æ", "ae"))
        plain = "".join(filterfalse(unicodedata.combining, apart))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of what somebody searches for, each once, `SEARCH_WORDS` at most."""
    return tuple(dict.fromkeys(folded(text).split()))[:SEARCH_WORDS]


def searchable(text: str) -> str:
    """What somebody searches for. Raises Invalid, at `/q`, when it is too long for any answer."""
    if len(text) > SEARCH_LENGTH:
        raise Invalid(Fault("/q", "too_long", f"{SEARCH_LENGTH} caractères au plus."))
    return text


def words_of(need: Need, demand: Demand, commune_name: str | None) -> str:
    """What a need is found by: company, commune, SIRET, who deposited it, subject."""
    company = demand.establishment.name if demand.establishment else ""
    found = (company, commune_name or "", demand.siret, demand.contact.name, need.subject)
    return folded(" ".join(found))
