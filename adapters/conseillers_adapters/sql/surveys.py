"""The satisfaction surveys, in a table: one a need."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line, Row
from conseillers_adapters.sql.rows import Values, stored
from conseillers_adapters.sql.tables import instant, surveys
from conseillers_domain.errors import NotFound
from conseillers_domain.survey import Survey, SurveyAnswers

UNKNOWN = "Ce questionnaire n’existe pas."

_ONCE_A_NEED = [surveys.c.need]
_ADD = {
    "sqlite": sqlite.insert(surveys).on_conflict_do_nothing(index_elements=_ONCE_A_NEED),
    "postgresql": (
        postgresql.insert(surveys)
        .on_conflict_do_nothing(index_elements=_ONCE_A_NEED)
        .execution_options(preserve_rowcount=True)
    ),
}
_GET = select(surveys).where(surveys.c.id == bindparam("id"))
_GET_TO_CHANGE = _GET.with_for_update()
_CHANGES = (
    "contacted",
    "useful",
    "mark",
    "comment",
    "agrees_to_share",
    "answered_at",
    "shared_at",
    "shared_by",
)
_SAVE = (
    update(surveys)
    .where(surveys.c.id == bindparam("same_id"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGES})
)
_ANSWERED = surveys.c.answered_at.is_not(None)
_PAGE = (
    select(surveys)
    .where(_ANSWERED)
    .order_by(surveys.c.answered_at.desc(), surveys.c.id.desc())
    .limit(bindparam("most"))
)
_AFTER = _PAGE.where(
    surveys.c.answered_at <= bindparam("since"),
    or_(surveys.c.answered_at < bindparam("since"), surveys.c.id < bindparam("after")),
)
_COUNT = select(func.count()).select_from(surveys).where(_ANSWERED)


@frozen
class SqlSurveys:
    """What companies answer, kept in a database; `writing`: what is read may be changed."""

    connection: Line
    writing: bool

    def add(self, survey: Survey) -> bool:
        """Keep a new one; False when its need has had one already."""
        statement = _ADD[self.connection.dialect.name]
        return self.connection.execute(statement, _values(survey)).rowcount == 1

    def get(self, survey_id: str) -> Survey:
        """Raises NotFound."""
        get = _GET_TO_CHANGE if self.writing else _GET
        row = self.connection.execute(get, {"id": survey_id}).one_or_none()
        if row is None:
            raise NotFound(UNKNOWN)
        return survey_of(row)

    def save(self, survey: Survey) -> None:
        """Keep what became of it."""
        values = _values(survey)
        changes = {f"new_{name}": values[name] for name in _CHANGES}
        if self.connection.execute(_SAVE, {"same_id": survey.id, **changes}).rowcount != 1:
            raise NotFound(UNKNOWN)

    def page(self, after: tuple[datetime, str] | None, limit: int) -> tuple[Survey, ...]:
        """Those answered, after that instant and id, latest first."""
        if after is None:
            rows = self.connection.execute(_PAGE, {"most": limit})
        else:
            at, last = after
            rows = self.connection.execute(_AFTER, {"most": limit, "since": stored(at), "after": last})
        return tuple(map(survey_of, rows))

    def count(self) -> int:
        """How many were answered."""
        return int(self.connection.execute(_COUNT).scalar_one())


def _values(survey: Survey) -> Values:
    answers = survey.answers
    return {
        "id": survey.id,
        "need": survey.need,
        "subject": survey.subject,
        "asked_at": stored(survey.asked_at),
        "contacted": answers and int(answers.contacted),
        "useful": answers and int(answers.useful),
        "mark": answers and answers.mark,
        "comment": answers and answers.comment,
        "agrees_to_share": answers and int(answers.agrees_to_share),
        "answered_at": survey.answered_at and stored(survey.answered_at),
        "shared_at": survey.shared_at and stored(survey.shared_at),
        "shared_by": survey.shared_by,
    }


def survey_of(row: Row) -> Survey:
    """The survey a row holds."""
    return Survey(
        id=row.id,
        need=row.need,
        subject=row.subject,
        asked_at=instant(row.asked_at),
        answers=None if row.mark is None else _answers(row),
        answered_at=row.answered_at and instant(row.answered_at),
        shared_at=row.shared_at and instant(row.shared_at),
        shared_by=row.shared_by,
    )


def _answers(row: Row) -> SurveyAnswers:
    return SurveyAnswers(
        contacted=bool(row.contacted),
        useful=bool(row.useful),
        mark=row.mark,
        comment=row.comment,
        agrees_to_share=bool(row.agrees_to_share),
    )
