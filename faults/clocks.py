"""The clock goes back an hour, forward a day, and back, while the service is at work."""

from collections.abc import Iterator
from threading import Event
from typing import Final

from faults.actors import acting, cast
from faults.country import TEAMS
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import nursery
from faults.settled import installed
from faults.voices import Voice

JUMPS: Final = (-1, 24, -24, 1, -1, 23, -2)
"""Hours."""
BETWEEN: Final = 1.5
"""Seconds of work after each."""
LASTS: Final = 12
"""Hours of a session."""


def clocks(ground: Ground) -> Iterator[Line]:
    """One life; a session opened at its beginning lasts its hours by the service's clock."""
    ledger, also = Ledger(), list[str]()
    with installed(ground) as made, nursery(made.log, made.settings, made.clock_file) as bearing:
        life = bearing.live()
        somebody = Voice(life.port, life.over)
        somebody.sign_in(next(iter(TEAMS.values())))
        hour, expected = 0, 200
        over = Event()
        with acting(cast(ledger, again=False), [life.port], over):
            for rank, jump in enumerate(JUMPS):
                ground.progress(rank, len(JUMPS))
                over.wait(BETWEEN)
                made.clock.forward(hours=jump)
                hour += jump
                # Once it is over it stays so, whatever the clock says next.
                expected = 401 if hour >= LASTS else expected
                status = somebody.ask("GET", "/api/needs").status
                if status != expected:
                    also.append(f"{hour:+} h: the session is answered {status}")
                over.wait(BETWEEN)
        somebody.close()
        life.end()
        found = made.last_life(bearing, ledger)
    told = f"{len(JUMPS)} jumps, from {min(JUMPS)} h to +{max(JUMPS)} h; {found.mails} mails"
    yield line("clock jumps", ground.database, found, told, *also)
