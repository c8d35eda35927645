"""The service is killed, again and again, each time at another point of what it does; then all is counted."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from faults.actors import acting, cast, forget
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import nursery
from faults.points import PLACES, Activity, Place, Reaper
from faults.settled import installed

LONGEST_LIFE: Final = 3.0
"""Seconds after which a life is ended from outside: it never came to the point that was drawn for it."""
BETWEEN_LIVES: Final = 70.0
"""Seconds the clock goes forward: what the dead were at is old enough to be taken back."""


def kills(ground: Ground) -> Iterator[Line]:
    """As many kills as asked for, on points drawn from the seed."""
    random, ledger = ground.random("kills"), Ledger()
    ended = Counter[Place]()
    missed = 0
    with installed(ground) as made:
        people = cast(ledger)
        with nursery(made.log, made.settings, made.clock_file) as bearing:
            for rank in range(ground.kills):
                ground.progress(rank, ground.kills)
                reaper = Reaper.drawn(random)
                made.clock.forward(seconds=BETWEEN_LIVES)
                life = bearing.live(reaper)
                if reaper.place.activity is Activity.SIGNING_IN:
                    forget(people)
                with acting(people, [life.port], life.over):
                    reached = life.ended(LONGEST_LIFE)
                    life.end()
                ended[reaper.place] += reached
                missed += not reached
            found = made.last_life(bearing, ledger)
    told = f"{ground.kills} kills, {missed} of them from outside; {found.mails} mails; {_spread(ended)}"
    yield line("kill -9", ground.database, found, told)


def _spread(ended: Counter[Place]) -> str:
    by_activity = Counter[str]()
    for place, count in ended.items():
        by_activity[place.activity.value] += count
    told = ", ".join(f"{name} {count}" for name, count in by_activity.most_common())
    fewest = min(ended[place] for place in PLACES)
    return f"{told}; each of the {len(PLACES)} kinds of points {fewest} times at least"
