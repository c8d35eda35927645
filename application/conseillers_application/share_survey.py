"""Staff reads what companies answered, and shares it with the teams that helped, if the company agrees."""

from datetime import datetime

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.read_inbox import read_cursor, subject_name, write_mark
from conseillers_application.referral_views import SOMEBODY
from conseillers_application.views import SubjectName
from conseillers_domain.accounts import Act, Person
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.survey import Survey, SurveyAnswers


@frozen(kw_only=True)
class SurveyLine:
    """An answered survey as staff reads it; `shared_by`: a name."""

    id: str
    need: str
    subject: SubjectName
    asked_at: datetime
    answered_at: datetime | None
    answers: SurveyAnswers | None
    shared_at: datetime | None
    shared_by: str | None


@frozen(kw_only=True)
class SurveyPage:
    """Some answered surveys, latest first."""

    items: tuple[SurveyLine, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class ListSurveys:
    """What companies answered."""

    read: UnitOfWork

    def __call__(self, person: Person, *, cursor: str | None = None, limit: int = 25) -> SurveyPage:
        """Raises NotFound to who may not see them, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_SURVEYS)
        after = read_cursor(cursor) if cursor else None
        with self.read() as work:
            total = work.surveys.count()
            found = work.surveys.page(after, limit + 1)
            shown = found[:limit]
            sharers = frozenset(one.shared_by for one in shown if one.shared_by)
            names = work.accounts.names(sharers) if sharers else {}
            catalogue = work.catalogues.current()
        end = shown[-1] if len(found) > limit else None
        return SurveyPage(
            items=tuple(_line(one, catalogue, names.get(one.shared_by or "", SOMEBODY)) for one in shown),
            total=total,
            next=write_mark(end.answered_at, end.id) if end and end.answered_at else None,
        )


@frozen(kw_only=True)
class ShareSurvey:
    """Tells the teams that helped what their company answered."""

    begin: UnitOfWork
    now: Clock

    @once_more
    def __call__(self, person: Person, survey_id: str) -> SurveyLine:
        """Raises NotFound, or Conflict when it may not be shared, or was."""
        person.must_be_allowed(Act.SHARE_SURVEY)
        with self.begin() as work:
            survey = work.surveys.get(survey_id)
            need = work.needs.get(survey.need)
            survey, fact = survey.share(need, by=person.id, at=self.now())
            work.surveys.save(survey)
            work.outbox.put(fact)
            return _line(survey, work.catalogues.current(), person.name)


def _line(survey: Survey, catalogue: Catalogue, sharer: str) -> SurveyLine:
    return SurveyLine(
        id=survey.id,
        need=survey.need,
        subject=subject_name(survey.subject, catalogue),
        asked_at=survey.asked_at,
        answered_at=survey.answered_at,
        answers=survey.answers,
        shared_at=survey.shared_at,
        shared_by=sharer if survey.shared_by else None,
    )
