"""Finding a commune from what people type of its name, postal code or INSEE code."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from heapq import nsmallest
from typing import Final

from attrs import frozen

from conseillers_domain.territory import Commune, Geography

LONGEST_QUERY: Final = 100
"""Characters read of a query: more than the longest name."""

SHORT: Final = {"saint": "st", "sainte": "ste"}
LONG: Final = {short: long for long, short in SHORT.items()}

_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_WORD: Final = re.compile("[a-z0-9]+")


@frozen
class CommuneSearch:
    """The communes and arrondissements that match what somebody types, likeliest first.

    Every word of the query must begin a word of the name or a postal code (from two digits), or be
    the INSEE code; accents, case, hyphens and apostrophes are ignored, « st » is also « saint ».
    Exact names come first, then exact codes (postal, INSEE), names that begin so, and the others;
    inside each, the most inhabited.
    """

    geography: Geography

    def __call__(self, query: str, limit: int = 10) -> tuple[Commune, ...]:
        """At most `limit` communes; none for a query without a letter or a digit."""
        words = _words(query[:LONGEST_QUERY])
        if not words or limit < 1:
            return ()
        index = self._index
        found = index.matching(words)
        typed = " ".join(words)
        forms = (typed, " ".join(LONG.get(word, word) for word in words))
        best = nsmallest(limit, ((index.closeness(rank, forms), rank) for rank in found))
        return tuple(index.communes[rank] for _, rank in best)

    @cached_property
    def _index(self) -> "_Index":
        return _Index.of(self.geography)


@frozen
class _Index:
    """Communes ranked by inhabitants, and where the words of their names and postal codes lead.

    `words` is sorted; `ranks` holds, at the same place, the communes that have the word.
    """

    communes: tuple[Commune, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    ranks: tuple[tuple[int, ...], ...]
    by_code: Mapping[str, int]

    @classmethod
    def of(cls, geography: Geography) -> "_Index":
        communes = sorted(geography.communes.values(), key=lambda one: (-one.population, one.name, one.code))
        names, words = [], dict[str, list[int]]()
        for rank, commune in enumerate(communes):
            of_name = _words(commune.name)
            names.append(" ".join(of_name))
            short = (SHORT[word] for word in of_name if word in SHORT)
            for word in {*of_name, *short, *commune.postal_codes}:
                words.setdefault(word, []).append(rank)
        known = sorted(words)
        return cls(
            communes=tuple(communes),
            names=tuple(names),
            words=tuple(known),
            ranks=tuple(tuple(words[word]) for word in known),
            by_code={commune.code.lower(): rank for rank, commune in enumerate(communes)},
        )

    def matching(self, words: list[str]) -> set[int]:
        """The ranks that every word leads to."""
        return set.intersection(*(set(self._led_to(word)) for word in words))

    def closeness(self, rank: int, forms: tuple[str, ...]) -> int:
        """How near a commune is to what was typed: 0 is the nearest."""
        name, commune = self.names[rank], self.communes[rank]
        if name in forms:
            return 0
        if forms[0] in commune.postal_codes:
            return 1
        if forms[0] == commune.code.lower():
            return 2
        return 3 if name.startswith(forms) else 4

    def _led_to(self, word: str) -> Iterator[int]:
        by_code = self.by_code.get(word)
        if by_code is not None:
            yield by_code
        for place in range(bisect_left(self.words, word), len(self.words)):
            known = self.words[place]
            if not known.startswith(word):
                return
            # A digit alone is the 3 of « 3e arrondissement », not thousands of postal codes.
            if len(word) > 1 or not known.isdigit():
                yield from self.ranks[place]


def _words(text: str) -> list[str]:
    spelt = text.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", spelt))
    return _WORD.findall(plain)
