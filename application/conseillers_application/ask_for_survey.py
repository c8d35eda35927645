"""A company that was helped is asked what the help was worth, once (the follow-up clock says when)."""

from datetime import timedelta

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork
from conseillers_domain.survey import ASKED_AFTER, YOUNGER_THAN, asked, survey_due


@frozen(kw_only=True)
class AskForSurvey:
    """Puts the survey of one need, when it is due and its company was never asked."""

    begin: UnitOfWork
    now: Clock
    new_id: Ids
    after: timedelta = ASKED_AFTER
    younger: timedelta = YOUNGER_THAN

    @once_more
    def __call__(self, need_id: str) -> bool:
        """Whether it is asked now. Raises NotFound."""
        at = self.now()
        with self.begin() as work:
            need = work.needs.get(need_id)
            if not survey_due(need, at, after=self.after, younger=self.younger):
                return False
            survey, fact = asked(need, survey_id=self.new_id(), at=at)
            if not work.surveys.add(survey):
                return False
            work.outbox.put(fact)
        return True
