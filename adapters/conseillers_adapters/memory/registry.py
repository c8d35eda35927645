"""A register of establishments one writes by hand."""

from collections.abc import Iterable

from conseillers_application.folding import folded, folded_words
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment, Siret


class MemoryRegistry:
    """Knows the establishments it was given; says nothing at all while `silent`."""

    def __init__(self, establishments: Iterable[Establishment] = (), *, silent: bool = False) -> None:
        """Know these; the last one of a SIRET given twice."""
        self._known = {one.siret: one for one in establishments}
        self.silent = silent

    def find(self, siret: Siret) -> Establishment | None:
        """The establishment of that SIRET. Raises RegistrySilent."""
        return self._heard().get(siret)

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """Those of that SIRET, SIREN or name. Raises RegistrySilent."""
        number, words = "".join(text.split()), folded_words(text)
        found = [
            one for one in self._heard().values() if number in (one.siret, one.siren) or _named(one, words)
        ]
        found.sort(key=lambda one: (not one.open, folded(one.name), one.siret))
        return tuple(found[:limit])

    def _heard(self) -> dict[Siret, Establishment]:
        if self.silent:
            raise RegistrySilent("le registre se tait")
        return self._known


def _named(establishment: Establishment, words: tuple[str, ...]) -> bool:
    own = folded_words(establishment.name)
    return bool(words) and all(any(one.startswith(word) for one in own) for word in words)
