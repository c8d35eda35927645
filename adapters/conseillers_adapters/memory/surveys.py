"""The satisfaction surveys, in memory."""

from datetime import datetime
from itertools import islice

from attrs import frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.errors import NotFound
from conseillers_domain.survey import Survey


@frozen
class MemorySurveys:
    """What companies answer, kept in memory."""

    state: State

    @property
    def _surveys(self) -> Shelf[Survey]:
        return Shelf(Survey, self.state)

    def add(self, survey: Survey) -> bool:
        """Keep a new one; False when its need has had one already."""
        Shelf(KeptNeed, self.state).must_hold(survey.need)
        if any(one.need == survey.need for one in self._surveys):
            return False
        self._surveys.add(survey.id, survey)
        return True

    def get(self, survey_id: str) -> Survey:
        """Raises NotFound."""
        survey = self._surveys.find(survey_id)
        if survey is None:
            raise NotFound("Ce questionnaire n’existe pas.")
        return survey

    def save(self, survey: Survey) -> None:
        """Keep what became of it."""
        self.get(survey.id)
        self._surveys.keep(survey.id, survey)

    def page(self, after: tuple[datetime, str] | None, limit: int) -> tuple[Survey, ...]:
        """Those answered, after that instant and id, latest first."""
        answered = sorted(self._answered(), reverse=True)
        asked = (self.get(name) for at, name in answered if after is None or (at, name) < after)
        return tuple(islice(asked, limit))

    def count(self) -> int:
        """How many were answered."""
        return len(self._answered())

    def _answered(self) -> list[tuple[datetime, str]]:
        return [(one.answered_at, one.id) for one in self._surveys if one.answered_at is not None]
