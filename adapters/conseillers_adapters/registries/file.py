"""The register held in a file: the whole of it in memory, nothing to wait for."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final, Self

from conseillers_adapters.registries.establishment_file import read_establishments
from conseillers_application.folding import folded, folded_words
from conseillers_domain.company import Establishment, Siret

SIREN_LENGTH: Final = 9
SIRET_LENGTH: Final = 14


class FileRegistry:
    """Says of an establishment what a file says; never silent.

    Whoever is searched by name is found by the beginning of each word, accents and case ignored.
    """

    def __init__(self, establishments: Iterable[Establishment]) -> None:
        """Keep these establishments; the last one of a SIRET given twice."""
        self._by_siret = {one.siret: one for one in establishments}

    @classmethod
    def load(cls, path: Path) -> Self:
        """The register of that file. Raises OSError, UnreadableEstablishments."""
        return cls(read_establishments(path.read_bytes()))

    @property
    def establishments(self) -> tuple[Establishment, ...]:
        """All of them, in the file's order."""
        return tuple(self._by_siret.values())

    def find(self, siret: Siret) -> Establishment | None:
        """The establishment of that SIRET."""
        return self._by_siret.get(siret)

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """Those of that SIRET, SIREN or name: open ones first, then by name."""
        digits = "".join(text.split())
        if digits.isdecimal() and len(digits) in (SIREN_LENGTH, SIRET_LENGTH):
            found = set(self._starting(self._sirets, digits))
        else:
            found = self._named(folded_words(text))
        places = sorted(self._rank[siret] for siret in found)
        return tuple(self._in_order[place] for place in places[:limit])

    def _named(self, words: tuple[str, ...]) -> set[str]:
        held = [set(self._starting(self._words, word)) for word in words]
        return set.intersection(*held) if held else set()

    @staticmethod
    def _starting(pairs: list[tuple[str, str]], start: str) -> Iterable[str]:
        for place in range(bisect_left(pairs, (start,)), len(pairs)):
            key, siret = pairs[place]
            if not key.startswith(start):
                return
            yield siret

    # What searching needs is made when somebody first searches: who only deposits does without.

    @cached_property
    def _in_order(self) -> list[Establishment]:
        return sorted(self._by_siret.values(), key=lambda one: (not one.open, folded(one.name), one.siret))

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {one.siret: rank for rank, one in enumerate(self._in_order)}

    @cached_property
    def _sirets(self) -> list[tuple[str, str]]:
        return sorted((siret, siret) for siret in self._by_siret)

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        return sorted((word, one.siret) for one in self._by_siret.values() for word in folded_words(one.name))


def packaged_companies() -> FileRegistry:
    """The fictitious companies shipped with the service; none when it was built without them."""
    packaged = files("conseillers_adapters.registries") / "data" / "companies.json.gz"
    if not packaged.is_file():
        return FileRegistry(())
    return FileRegistry(read_establishments(packaged.read_bytes()))
