"""When a letter may leave: what the service writes by itself is read by people who work (CGU 4.3.B)."""

from datetime import datetime
from typing import Final

from conseillers_application.letters import TO_COMPANIES, Letter, LetterKind
from conseillers_application.ports import Work
from conseillers_domain.calendar import people_work_everywhere, when_people_work
from conseillers_domain.events import Fact, NeedAbandoned, NeedFollowed, ReengagementDue, SurveyDue
from conseillers_domain.places_of_work import departement_of_company, departement_of_team

OF_THE_CLOCK: Final = frozenset(
    {
        LetterKind.DRAFT,
        LetterKind.FIRST_NEED,
        LetterKind.TEAM_REENGAGEMENT,
        LetterKind.RECAP,
        LetterKind.LAST_CHANCE,
        LetterKind.CLOSING_PRACTICE,
        LetterKind.FOLLOWED,
        LetterKind.ABANDONED,
        LetterKind.SURVEY,
        LetterKind.REENGAGEMENT,
    }
)
"""Those that nobody's gesture calls for: only time does."""


def leaves_at(work: Work, letter: Letter, fact: Fact, at: datetime) -> datetime:
    """That instant, or the next one when people work, for a letter of the clock that was held up.

    It is put off once: a service whose jobs only run at night writes at night rather than never.
    """
    if letter.kind not in OF_THE_CLOCK or letter.not_before > letter.queued_at:
        return at
    if people_work_everywhere(at):
        return at
    return when_people_work(at, _departement(work, letter, fact))


def _departement(work: Work, letter: Letter, fact: Fact) -> str | None:
    if letter.kind not in TO_COMPANIES:
        return departement_of_team(letter.recipient, work.directories.current().directory)
    assert isinstance(fact, NeedFollowed | NeedAbandoned | ReengagementDue | SurveyDue)
    demand = work.demands.get(work.needs.get(fact.need).demand)
    return departement_of_company(demand.establishment)
