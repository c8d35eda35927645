"""Several registers asked one after the other."""

from datetime import UTC, datetime
from threading import Event
from time import monotonic

import pytest
from attrs import evolve

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_adapters.registries import InTurn
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment, Siret
from tests.adapters.registry_api import a_siret

HERE = Establishment(siret=a_siret(1), name="Ici", source="premier", as_of=datetime(2026, 1, 1, tzinfo=UTC))
THERE = evolve(HERE, source="second")
SILENT, EMPTY = MemoryRegistry(silent=True), MemoryRegistry()


class Asleep:
    """A register that answers after everybody left."""

    def __init__(self) -> None:
        self.woken = Event()

    def find(self, _: Siret) -> Establishment | None:
        self.woken.wait()
        return None

    def search(self, _text: str, _limit: int) -> tuple[Establishment, ...]:
        self.woken.wait()
        return ()


def test_the_first_that_knows_is_heard() -> None:
    assert InTurn([MemoryRegistry([HERE]), MemoryRegistry([THERE])]).find(HERE.siret) == HERE


@pytest.mark.parametrize("first", [SILENT, EMPTY])
def test_the_next_is_asked_when_the_first_does_not_know(first: MemoryRegistry) -> None:
    turn = InTurn([first, MemoryRegistry([THERE])])
    assert turn.find(HERE.siret) == THERE
    assert turn.search("ici", 3) == (THERE,)


def test_a_siret_is_unknown_when_every_register_says_so() -> None:
    assert InTurn([EMPTY, EMPTY]).find(HERE.siret) is None


@pytest.mark.parametrize("all_of_them", [[SILENT, EMPTY], [EMPTY, SILENT]])
def test_a_siret_is_not_unknown_while_a_register_that_may_know_it_is_silent(
    all_of_them: list[MemoryRegistry],
) -> None:
    with pytest.raises(RegistrySilent):
        InTurn(all_of_them).find(HERE.siret)


@pytest.mark.parametrize("all_of_them", [[SILENT, EMPTY], [EMPTY, SILENT], [EMPTY, EMPTY]])
def test_a_search_finds_nothing_when_one_register_at_least_answered(
    all_of_them: list[MemoryRegistry],
) -> None:
    assert InTurn(all_of_them).search("ici", 3) == ()


@pytest.mark.parametrize("all_of_them", [[SILENT], [SILENT, SILENT]])
def test_all_silent_is_silence(all_of_them: list[MemoryRegistry]) -> None:
    with pytest.raises(RegistrySilent):
        InTurn(all_of_them).find(HERE.siret)
    with pytest.raises(RegistrySilent):
        InTurn(all_of_them).search("ici", 3)


def test_registers_that_sleep_cost_no_more_than_the_patience_of_all() -> None:
    asleep = Asleep()
    started = monotonic()
    with pytest.raises(RegistrySilent):
        InTurn([asleep, asleep, asleep], patience=0.1).search("ici", 3)
    assert monotonic() - started < 2
    with pytest.raises(RegistrySilent):
        InTurn([asleep], patience=0.05).find(HERE.siret)
    asleep.woken.set()
