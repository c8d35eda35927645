"""The service paused by who runs it: what people are told, what becomes of the work put off (CGU 5.1)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.calendar import PARIS
from conseillers_domain.errors import Fault, Unavailable, blank, too_long
from conseillers_domain.french import NO_BREAK, day_in_words

LONGEST_MESSAGE: Final = 500
"""Characters of what is told to who is turned away."""

ASKED_AGAIN_AFTER: Final = timedelta(minutes=10)
"""When to come back while nobody said until when, or the hour that was said is past."""


class JobsMeanwhile(StrEnum):
    """What becomes of the work put off while the service is paused."""

    HELD = "held"
    DRAINED = "drained"

    @property
    def label(self) -> str:
        """As people read it."""
        return {JobsMeanwhile.HELD: "gardées", JobsMeanwhile.DRAINED: "exécutées"}[self]


@frozen(kw_only=True)
class Pause:
    """What an operator asks: what people are told, until when if that is known, what becomes of jobs."""

    message: str
    until: datetime | None = None
    jobs: JobsMeanwhile = JobsMeanwhile.HELD

    def faults(self, now: datetime) -> tuple[Fault, ...]:
        """What is wrong in it."""
        faults = []
        if blank(self.message):
            faults.append(Fault("/message", "required", "Dites pourquoi le service est suspendu."))
        elif len(self.message) > LONGEST_MESSAGE:
            faults.append(Fault("/message", "too_long", too_long(LONGEST_MESSAGE)))
        if self.until is not None and self.until <= now:
            faults.append(Fault("/until", "past", "La reprise annoncée doit être à venir."))
        return tuple(faults)


@frozen(kw_only=True)
class Maintenance:
    """A pause that lasts: nothing is written for people, what is there may be read. `by`: an account's id."""

    message: str
    since: datetime
    by: str
    until: datetime | None = None
    jobs: JobsMeanwhile = JobsMeanwhile.HELD

    @property
    def holds_jobs(self) -> bool:
        """Whether workers take nothing meanwhile."""
        return self.jobs is JobsMeanwhile.HELD

    @property
    def told(self) -> str:
        """What who is turned away is told: the message, then when the service comes back if that is known."""
        if self.until is None:
            return self.message
        return f"{self.message} Reprise prévue le {hour_in_words(self.until)}."

    def refusal(self, now: datetime) -> Unavailable:
        """The refusal of who would write now."""
        left = ASKED_AGAIN_AFTER if self.until is None or self.until <= now else self.until - now
        return Unavailable(self.told, code="maintenance", retry_after=max(1, round(left.total_seconds())))


def hour_in_words(at: datetime) -> str:
    """`28 novembre 2026 à 14 h 05`, as clocks say in mainland France."""
    there = at.astimezone(PARIS)
    return f"{day_in_words(there.date())} à {there.hour}{NO_BREAK}h{NO_BREAK}{there.minute:02}"
