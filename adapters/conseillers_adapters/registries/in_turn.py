"""Several registers asked one after the other, until one knows."""

from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic
from typing import Final, TypeVar

from conseillers_adapters.registries.patience import TooLong, within
from conseillers_application.ports import Registry, RegistrySilent
from conseillers_domain.company import Establishment, Siret

PATIENCE: Final = 2.5
Found = TypeVar("Found")


class InTurn:
    """The first register that knows wins; one that is silent or does not know passes to the next.

    Silent when all are; nothing is known only if one at least said so. `patience`: seconds for all
    together, whatever each of them takes.
    """

    def __init__(self, registries: Iterable[Registry], *, patience: float = PATIENCE) -> None:
        """Ask in that order."""
        self._registries = tuple(registries)
        self._patience = patience

    def find(self, siret: Siret) -> Establishment | None:
        """What the first that knows says of it, None when each of them answered and none does.

        Raises RegistrySilent: one that did not answer might have known it.
        """
        found, silent = self._first(lambda registry: registry.find(siret))
        if not found and silent:
            raise RegistrySilent("un registre qui pourrait le connaître ne répond pas")
        return found[0] if found else None

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """What the first that finds anything finds. Raises RegistrySilent when none answered."""
        found, silent = self._first(lambda registry: registry.search(text, limit))
        if silent == len(self._registries):
            raise RegistrySilent("aucun registre ne répond")
        return found[0] if found else ()

    def _first(self, ask: Callable[[Registry], Found]) -> tuple[tuple[Found, ...], int]:
        """The first answer that says something, if one does, and how many did not answer."""
        deadline = monotonic() + self._patience
        silent = 0
        for registry in self._registries:
            try:
                answer = within(max(0.0, deadline - monotonic()), partial(ask, registry))
            except (RegistrySilent, TooLong):
                silent += 1
                continue
            if answer:
                return (answer,), silent
        return (), silent
