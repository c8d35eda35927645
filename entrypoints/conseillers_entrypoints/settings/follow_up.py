"""How long the service waits before each thing it does by itself, and before staff is asked to."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from attrs import frozen

from conseillers_application.owe_answer import ANSWERED_WITHIN
from conseillers_domain.basket import Limits
from conseillers_domain.catalogue import Transmission
from conseillers_domain.followup import DEFAULTS, Thresholds
from conseillers_domain.survey import ASKED_AFTER, YOUNGER_THAN
from conseillers_entrypoints.settings.telling import about

CLOCK: Final = (
    "first_need_days",
    "recap_days",
    "followed_days",
    "last_chance_days",
    "abandoned_days",
    "archived_days",
    "survey_days",
    "survey_need_days",
    "reengagement_days",
    "draft_kept_days",
    "closing_days",
    "basket_old_days",
    "basket_settled_days",
    "basket_rarely_days",
)
"""The thresholds of the follow-up clock, in days."""
LIMITS: Final = Limits()
LONGEST_CLOCK: Final = 1_000
IN_ORDER: Final = ("first_need_days", "followed_days", "last_chance_days", "abandoned_days", "archived_days")
"""Each of them only makes sense after the one before."""
LONGEST_ANSWER: Final = 365
"""Days; a company that waits longer is forgotten."""


@frozen(kw_only=True, slots=False)
class FollowUp:
    """The follow-up of needs.

    What ends in `_days`: the thresholds of the clock. `survey_days`: how long after the first help a company
    is asked what it was worth, on a need younger than `survey_need_days`. `answer_working_days`: what staff
    has to answer a company that every team refused; `answer_after_hours`: when the draft leaves by itself,
    0: never.
    """

    transmission: Transmission = Transmission.AUTOMATIC
    first_need_days: int = DEFAULTS.first_need.days
    recap_days: int = DEFAULTS.recap.days
    followed_days: int = DEFAULTS.followed.days
    last_chance_days: int = DEFAULTS.last_chance.days
    abandoned_days: int = DEFAULTS.abandoned.days
    archived_days: int = DEFAULTS.archived.days
    survey_days: int = ASKED_AFTER.days
    survey_need_days: int = YOUNGER_THAN.days
    reengagement_days: int = DEFAULTS.reengaged.days
    draft_hours: int = int(DEFAULTS.draft.total_seconds() // 3600)
    draft_kept_days: int = DEFAULTS.draft_kept.days
    closing_days: int = DEFAULTS.closing.days
    closing_needs: int = DEFAULTS.closings
    basket_old_days: int = LIMITS.old_age.days
    basket_settled_days: int = LIMITS.settled.days
    basket_rarely_days: int = LIMITS.rarely.days
    basket_many: int = LIMITS.many
    branch_referrals: int = 10
    answer_working_days: int = ANSWERED_WITHIN
    answer_after_hours: int = 0

    @property
    def thresholds(self) -> Thresholds:
        """How long the service waits before each thing it does by itself."""
        return Thresholds(
            first_need=timedelta(days=self.first_need_days),
            recap=timedelta(days=self.recap_days),
            followed=timedelta(days=self.followed_days),
            last_chance=timedelta(days=self.last_chance_days),
            abandoned=timedelta(days=self.abandoned_days),
            archived=timedelta(days=self.archived_days),
            survey=timedelta(days=self.survey_days),
            survey_until=timedelta(days=self.survey_need_days),
            reengaged=timedelta(days=self.reengagement_days),
            draft=timedelta(hours=self.draft_hours),
            draft_until=2 * timedelta(hours=self.draft_hours),
            draft_kept=timedelta(days=self.draft_kept_days),
            closing=timedelta(days=self.closing_days),
            closings=self.closing_needs,
        )

    @property
    def limits(self) -> Limits:
        """What puts a team in a basket of staff."""
        return Limits(
            many=self.basket_many,
            old_age=timedelta(days=self.basket_old_days),
            settled=timedelta(days=self.basket_settled_days),
            rarely=timedelta(days=self.basket_rarely_days),
        )

    @property
    def archived_after(self) -> timedelta:
        """How long a referral may stay unanswered before it is archived."""
        return timedelta(days=self.archived_days)

    @property
    def survey_after(self) -> timedelta:
        """How long after the first help a company is asked what it was worth."""
        return timedelta(days=self.survey_days)

    @property
    def survey_younger(self) -> timedelta:
        """How old a need may be for its company to be asked."""
        return timedelta(days=self.survey_need_days)

    @property
    def answer_after(self) -> timedelta | None:
        """How long an answer waits before it leaves by itself, None when it does not."""
        return timedelta(hours=self.answer_after_hours) if self.answer_after_hours else None

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        for name in CLOCK:
            if not 1 <= getattr(self, name) <= LONGEST_CLOCK:
                yield about(name, f"attend un nombre de jours de 1 à {LONGEST_CLOCK}.")
        if not 1 <= self.draft_hours <= LONGEST_CLOCK:
            yield about("draft_hours", f"attend un nombre d’heures de 1 à {LONGEST_CLOCK}.")
        for name in ("basket_many", "branch_referrals", "closing_needs"):
            if getattr(self, name) < 1:
                yield about(name, "attend un nombre à partir de 1.")
        for earlier, later in pairwise(IN_ORDER):
            if getattr(self, earlier) >= getattr(self, later):
                yield about(later, f"doit dépasser {about(earlier, '').strip()}.")
        if not 1 <= self.answer_working_days <= LONGEST_ANSWER:
            yield about("answer_working_days", f"attend un nombre de jours ouvrés de 1 à {LONGEST_ANSWER}.")
        if not 0 <= self.answer_after_hours <= LONGEST_ANSWER * 24:
            yield about("answer_after_hours", f"attend un nombre d’heures de 0 à {LONGEST_ANSWER * 24}.")
