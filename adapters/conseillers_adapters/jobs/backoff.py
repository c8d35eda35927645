"""How long a job that fails is tried again, and when it is given up (domain rule: 72 hours).

The plan counts tries, not hours on the wall: a service stopped for a week-end gives its letters all
their tries once it is back, instead of giving them up at the first one.
"""

from datetime import timedelta
from zlib import crc32

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(hours=72)
JITTER = 0.1


class TryLater(Exception):  # noqa: N818 - the task asks for time, nothing broke
    """Not now: what the task needs asks for so many `seconds` (an hour at most is granted).

    It never brings the next try closer than the plan has it: the tries are spread over 72 hours.
    """

    def __init__(self, seconds: float, reason: str = "") -> None:
        """Keep the seconds asked for, and a reason for the log."""
        super().__init__(reason or f"try again in {seconds:g} s")
        self.seconds = seconds


def _moments() -> tuple[timedelta, ...]:
    moments = [timedelta()]
    wait = FIRST_WAIT
    while moments[-1] < GIVEN_UP_AFTER:
        moments.append(min(moments[-1] + wait, GIVEN_UP_AFTER))
        wait = min(wait * 2, LONGEST_WAIT)
    return tuple(moments)


# Since the first try: 0 s, 10 s, 30 s, 70 s… then every hour, the last one at 72 hours.
MOMENTS = _moments()

# Giving up, then being put back by a person, each count as one more attempt in procrastinate's
# books: a job put back so begins its plan anew.
ROUND = len(MOMENTS) + 1


def wait_after(attempts: int, job_id: int) -> timedelta | None:
    """What separates this failed try from the next one, or none when the job is to be given up.

    `attempts` counts the tries before this one. Jitter keeps a thousand letters refused together
    from coming back together; it is drawn from the job's number, moves each moment by a tenth of
    its wait at most, and does not add up.
    """
    tried = attempts % ROUND
    if tried + 1 >= len(MOMENTS):
        return None
    return _moved(tried + 1, job_id) - _moved(tried, job_id)


def _moved(index: int, job_id: int) -> timedelta:
    if index in (0, len(MOMENTS) - 1):
        return MOMENTS[index]
    drawn = crc32(f"{job_id}:{index}".encode()) / 2**31 - 1
    return MOMENTS[index] + JITTER * drawn * (MOMENTS[index] - MOMENTS[index - 1])
