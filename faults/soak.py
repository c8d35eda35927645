"""Minutes of work on several machines, of which one, or their database, goes away again and again."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Event
from typing import Final

from attrs import evolve

from faults.actors import acting, cast
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import nursery
from faults.settled import installed
from tests.postgres import SURE, server

COMPANIES: Final = 6
BREATH: Final = 1.0
"""Seconds between two acts of somebody: more than the real country's, and less than the machine can do."""
BETWEEN: Final = 10.0
"""Seconds between two misfortunes, on average."""
AWAY: Final = 2.0
"""Seconds before a machine that was killed is there again."""
MISFORTUNES: Final = ("a server", "another server", "a worker", "another worker", "fast", "immediate")
"""Whose turn it is to be killed; the last two: how the database is restarted."""


def soak(ground: Ground) -> Iterator[Line]:
    """Two servers and two workers on one database; what those that are left accept is done in the end."""
    ledger, fates, random = Ledger(), Counter[str](), ground.random("soak")
    with server(*SURE) as running, ExitStack() as stack:
        ground = evolve(ground, database=ground.database.on(running))
        made = stack.enter_context(installed(ground))
        serving = {**made.settings, "with_jobs": False}
        nurseries = [
            stack.enter_context(nursery(made.log, settings, made.clock_file))
            for settings in (serving, serving, made.settings, made.settings)
        ]
        lives = [bearing.live() for bearing in nurseries]
        begun, lasting = time.monotonic(), ground.minutes * 60
        over = Event()
        with acting(cast(ledger, COMPANIES), [life.port for life in lives[:2]], over, breath=BREATH):
            while (gone := time.monotonic() - begun) < lasting:
                ground.progress(round(gone), round(lasting))
                over.wait(random.uniform(0, 2 * BETWEEN))
                fate = random.choice(MISFORTUNES)
                fates[fate] += 1
                if fate in {"fast", "immediate"}:
                    running.restart(fate)
                    continue
                rank = MISFORTUNES.index(fate)
                lives[rank].end()
                over.wait(AWAY)
                lives[rank] = nurseries[rank].live()
        died = sum(life.ended(0) for life in lives)
        for life in lives:
            life.end()
        found = made.last_life(nurseries[-1], ledger)
    told = (
        f"{ground.minutes:g} minutes, {len(ledger.deposits)} deposits; killed: "
        + ", ".join(f"{fate} {count}" for fate, count in sorted(fates.items()))
        + f"; {ledger.unsure} answers said they did not know"
    )
    also = (f"{died} processes ended by themselves",) if died else ()
    yield line("soak: 2 servers, 2 workers", ground.database, found, told, *also)
