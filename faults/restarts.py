"""PostgreSQL is brought down and up again under load: what was said is kept, and all go on by themselves."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Event
from typing import Final

from attrs import evolve

from faults.actors import Company, acting, cast
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import nursery
from faults.settled import installed
from faults.voices import Broken, Voice
from faults.words import Word
from tests.postgres import SURE, server

MODES: Final = ("immediate", "fast") * 3
BETWEEN: Final = 2.0
"""Seconds of load before each restart."""
LONGEST_RECOVERY: Final = 20.0
COMPANIES: Final = 6


def restarts(ground: Ground) -> Iterator[Line]:
    """Two servers, a worker, eight clients, and a database that goes away six times."""
    ledger, recoveries = Ledger(), list[float]()
    with server(*SURE) as running, ExitStack() as stack:
        ground = evolve(ground, database=ground.database.on(running))
        made = stack.enter_context(installed(ground))
        serving = {**made.settings, "with_jobs": False}
        nurseries = [
            stack.enter_context(nursery(made.log, settings, made.clock_file))
            for settings in (serving, serving, made.settings)
        ]
        lives = [bearing.live() for bearing in nurseries]
        ports = [life.port for life in lives[:2]]
        over = Event()
        with acting(cast(ledger, COMPANIES), ports, over):
            for rank, mode in enumerate(MODES):
                ground.progress(rank, len(MODES))
                over.wait(BETWEEN)
                running.restart(mode)
                recoveries += (_recovery(ledger, port) for port in ports)
            over.wait(BETWEEN)
        # None of them was born again: whoever is gone did not go on by itself.
        gone = sum(life.ended(0) for life in lives)
        for life in lives:
            life.end()
        found = made.last_life(nurseries[-1], ledger)
    told = (
        f"{len(MODES)} restarts, half of them crashes; each server accepts again "
        f"{sum(recoveries) / len(recoveries):.2f} s later (at most {max(recoveries):.2f} s); "
        f"{ledger.unsure} answers said they did not know"
    )
    slow = [f"a server came back after {one:.1f} s" for one in recoveries if one >= LONGEST_RECOVERY]
    also = (*slow, *(f"{gone} processes ended" for _ in range(bool(gone))))
    yield line("PostgreSQL restarted", ground.database, found, told, *also)


def _recovery(ledger: Ledger, port: int) -> float:
    """Seconds until that server accepts a deposit again."""
    begun = time.monotonic()
    voice, company = Voice(port, Event()), Company(ledger)
    while time.monotonic() - begun < LONGEST_RECOVERY:
        try:
            company.act(voice)
        except Broken:
            continue
        if ledger.deposits[-1].word is Word.ACCEPTED:
            break
        time.sleep(0.02)
    voice.close()
    return time.monotonic() - begun
