"""Text made ready for searching: no accents, no case, words only."""

import re
import unicodedata

from conseillers_domain.demand import Demand
from conseillers_domain.need import Need


def folded(text: str) -> str:
    """« Café de l'Été » → `cafe de l ete`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.findall(r"[a-z0-9]+", kept))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of what somebody searches for, each once."""
    return tuple(dict.fromkeys(folded(text).split()))


def words_of(need: Need, demand: Demand, commune_name: str | None) -> str:
    """What a need is found by: company, commune, SIRET, who deposited it, subject."""
    company = demand.establishment.name if demand.establishment else ""
    found = (company, commune_name or "", demand.siret, demand.contact.name, need.subject)
    return folded(" ".join(found))
