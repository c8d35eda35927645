"""Text made ready for searching: no accents, no case, words only."""

import re
import unicodedata


def folded(text: str) -> str:
    """« Café de l'Été » → `cafe de l ete`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.findall(r"[a-z0-9]+", kept))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of what somebody searches for, each once."""
    return tuple(dict.fromkeys(folded(text).split()))
