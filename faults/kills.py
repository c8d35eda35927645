"""The service is killed, again and again, each time at another point of what it does; then all is counted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from faults.actors import acting, forget, whole_cast
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import nursery
from faults.points import PLACES, Activity, Place, Reaper
from faults.settled import installed

LONGEST_LIFE: Final = 3.0
"""Seconds after which a life is ended from outside: it never came to the point that was drawn for it."""
BETWEEN_LIVES: Final = 70.0
"""Seconds the clock goes forward: what the dead were at is old enough to be taken back."""
BETWEEN_LEAPS: Final = 10
"""Lives; then the clock goes forward by half a day, so that needs grow old."""
LEAP: Final = 12.0
"""Hours."""
SHORT: Final[dict[str, Any]] = {
    "first_need_days": 1,
    "recap_days": 1,
    "followed_days": 2,
    "last_chance_days": 3,
    "abandoned_days": 4,
    "archived_days": 5,
    "survey_days": 1,
    "reengagement_days": 2,
    "basket_old_days": 1,
    "basket_many": 1,
}
"""The thresholds of the clock, so short that each of them is passed again and again."""
KEPT: Final[dict[str, Any]] = {"draft_kept_days": 1000, "exports_days": 366}
"""What is forgotten could not be counted."""


def kills(ground: Ground) -> Iterator[Line]:
    """As many kills as asked for, on points drawn from the seed."""
    random, ledger = ground.random("kills"), Ledger()
    ended = Counter[Place]()
    missed = 0
    with installed(ground, **SHORT, **KEPT) as made:
        people = whole_cast(ledger, made.sink)
        with nursery(made.log, made.settings, made.clock_file) as bearing:
            for rank in range(ground.kills):
                ground.progress(rank, ground.kills)
                reaper = Reaper.drawn(random)
                made.clock.forward(seconds=BETWEEN_LIVES)
                if rank % BETWEEN_LEAPS == 0:
                    made.clock.forward(hours=LEAP)
                life = bearing.live(reaper, clock=True)
                if reaper.place.activity is Activity.SIGNING_IN:
                    forget(people)
                with acting(people, [life.port], life.over):
                    reached = life.ended(LONGEST_LIFE)
                    life.end()
                ended[reaper.place] += reached
                missed += not reached
            found = made.last_life(bearing, ledger, clock=True)
    told = f"{ground.kills} kills, {missed} of them from outside; {found.mails} mails; {_spread(ended)}"
    yield line("kill -9", ground.database, found, told)


def _spread(ended: Counter[Place]) -> str:
    by_activity = Counter[str]()
    for place, count in ended.items():
        by_activity[place.activity.value] += count
    told = ", ".join(f"{name} {count}" for name, count in by_activity.most_common())
    fewest = min(ended[place] for place in PLACES)
    return f"{told}; each of the {len(PLACES)} kinds of points {fewest} times at least"
