"""What the worlds have around them: a clock of their own, a register, cheap passwords."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from attrs import define, evolve, field
from dependency_injector import providers

from conseillers_adapters.geography import CommuneSearch, official_geography
from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_adapters.security.guessing import ZxcvbnGuessing
from conseillers_adapters.security.passwords import Argon2Passwords
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.passwords import Weakness
from conseillers_entrypoints.container import Container, container_of, make_whole
from conseillers_entrypoints.settings import Settings

MONDAY: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""When every scenario begins: a working day."""

PASSWORD: Final = "une phrase connue de moi seule"
"""Everybody's, in these worlds."""

STAFF: Final = "equipe@service.example"
"""Who runs the service, in these worlds."""

OPERATOR: Final = "exploitation@service.example"
"""Who runs its machines."""

CONTACT: Final = "contact@conseillers.example"
_CHEAP: Final = Argon2Passwords(memory_kib=8, passes=1)
_GUESSING: Final = ZxcvbnGuessing()


@define(eq=False)
class VirtualClock:
    """A clock that somebody moves."""

    present: datetime = MONDAY

    def __call__(self) -> datetime:
        """What time it is."""
        return self.present

    def move(self, duration: timedelta) -> None:
        """Let that time pass."""
        self.present += duration


@define(eq=False)
class LivingRegister:
    """The official register: it learns of companies, and may stop answering."""

    known: dict[Siret, Establishment] = field(factory=dict)
    silent: bool = False

    def register(self, establishment: Establishment) -> None:
        """Know this establishment, as it is told here, from now on."""
        self.known[establishment.siret] = establishment

    def find(self, siret: Siret) -> Establishment | None:
        """As the port says."""
        return self._now.find(siret)

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """As the port says."""
        return self._now.search(text, limit)

    @property
    def _now(self) -> MemoryRegistry:
        return MemoryRegistry(self.known.values(), silent=self.silent)


@define(eq=False)
class Around:
    """What outlives a service that is killed: time, the register, and what is `set_otherwise` than usual."""

    clock: VirtualClock = field(factory=VirtualClock)
    register: LivingRegister = field(factory=LivingRegister)
    set_otherwise: dict[str, Any] = field(factory=dict)

    def container(self, settings: Settings) -> Container:
        """The service of these settings, set in these surroundings; to be `put_back` once it has ended."""
        container = _idle.pop() if _idle else container_of(settings)
        self.furnish(container, settings)
        return container

    def furnish(self, container: Container, settings: Settings) -> None:
        """Make everything of a service anew, under these settings and in these surroundings."""
        container.reset_singletons()
        for provider in container.providers.values():
            provider.reset_override()
        make_whole(container)
        for provider, own in (
            (container.settings, providers.Object(evolve(settings, **self.set_otherwise))),
            (container.clock, providers.Object(self.clock)),
            (container.registry, providers.Object(self.register)),
            (container.passwords, providers.Object(_CHEAP)),
            (container.guessing, providers.Object(_guessing)),
            (container.find_communes, providers.Callable(_commune_search)),
        ):
            provider.override(own)


_idle: Final[list[Container]] = []
"""Containers that ended their service: made of a thousand parts, each is furnished again for another one."""


def put_back(container: Container) -> None:
    """End a service; its container may furnish another one."""
    container.shutdown_resources()
    _idle.append(container)


def _guessing(password: str, words: Iterable[str]) -> Weakness | None:
    # Everybody's password is known to be a good one, and each scenario opens many accounts.
    return None if password == PASSWORD else _GUESSING(password, words)


@lru_cache(maxsize=1)
def _commune_search() -> CommuneSearch:
    return CommuneSearch(official_geography())
