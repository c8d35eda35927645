"""The satisfaction survey: a company that was helped is asked once, answers once, says who may read it."""

from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.errors import Conflict, Fault, Invalid, too_long
from conseillers_domain.events import SurveyDue, SurveyShared
from conseillers_domain.need import Need, NeedStatus
from conseillers_domain.position import Stance

ASKED_AFTER: Final = timedelta(days=10)
"""How long after the first help the company is asked."""
YOUNGER_THAN: Final = timedelta(days=90)
"""How old a need may be: after three months a company does not remember it."""

WORST, BEST = 1, 5
COMMENT_LENGTH: Final = 5000

THANKS: Final = "Merci de votre réponse : elle aide le service et les conseillers à mieux faire."
THANKED: Final = "Vous avez déjà répondu à ce questionnaire, merci."


def helped_at(need: Need) -> datetime | None:
    """When a team first said that help was proposed."""
    said = (position for referral in need.referrals for position in referral.positions)
    return min((one.at for one in said if one.stance is Stance.CLOSED_HELPED), default=None)


def helpers(need: Need) -> tuple[str, ...]:
    """The teams that helped, as things stand."""
    return tuple(one.team for one in need.referrals if one.stance is Stance.CLOSED_HELPED)


def survey_due(
    need: Need, at: datetime, *, after: timedelta = ASKED_AFTER, younger: timedelta = YOUNGER_THAN
) -> bool:
    """Whether its company may be asked: helped for long enough, and still helped, on a need not too old."""
    first = helped_at(need)
    return (
        need.status is NeedStatus.HELPED
        and first is not None
        and at >= first + after
        and at < need.created_at + younger
    )


@frozen(kw_only=True)
class SurveyAnswers:
    """What a company answers to the four questions.

    `contacted`: somebody called or met it. `useful`: the help answers its need. `mark`: from 1 to 5.
    `agrees_to_share`: the teams that helped may read all of it.
    """

    contacted: bool
    useful: bool
    mark: int
    comment: str = ""
    agrees_to_share: bool = False

    def faults(self) -> tuple[Fault, ...]:
        """What no answer may be."""
        found = []
        if not WORST <= self.mark <= BEST:
            found.append(Fault("/mark", "out_of_range", f"Donnez une note de {WORST} à {BEST}."))
        if len(self.comment) > COMMENT_LENGTH:
            found.append(Fault("/comment", "too_long", too_long(COMMENT_LENGTH)))
        return tuple(found)


@frozen(kw_only=True)
class Survey:
    """A survey sent to the company of a need (enquête de satisfaction); `shared_by`: a person's id."""

    id: str
    need: str
    subject: str
    asked_at: datetime
    answers: SurveyAnswers | None = None
    answered_at: datetime | None = None
    shared_at: datetime | None = None
    shared_by: str | None = None

    def answer(self, answers: SurveyAnswers, at: datetime) -> "Survey":
        """The survey, answered. Raises Conflict the second time, Invalid when something is wrong."""
        self.must_be_open()
        if faults := answers.faults():
            raise Invalid(*faults)
        return evolve(self, answers=evolve(answers, comment=answers.comment.strip()), answered_at=at)

    def must_be_open(self) -> None:
        """Raise Conflict once it was answered: its link serves once."""
        if self.answers is not None:
            raise Conflict(THANKED, code="already_answered")

    def share(self, need: Need, *, by: str, at: datetime) -> "tuple[Survey, SurveyShared]":
        """The survey, told once to the teams that helped.

        Raises Conflict when there is nothing to tell, the company does not agree, or it was told already.
        """
        if self.answers is None:
            raise Conflict("L’entreprise n’a pas répondu à ce questionnaire.", code="not_answered")
        if not self.answers.agrees_to_share:
            raise Conflict("L’entreprise n’a pas accepté que sa réponse soit partagée.", code="not_agreed")
        if self.shared_at is not None:
            raise Conflict("Cette réponse a déjà été partagée avec les équipes.", code="already_shared")
        teams = helpers(need)
        if not teams:
            raise Conflict("Plus aucune équipe ne dit avoir aidé cette entreprise.", code="nobody_helped")
        fact = SurveyShared(need=self.need, survey=self.id, teams=teams, at=at)
        return evolve(self, shared_at=at, shared_by=by), fact


def asked(need: Need, *, survey_id: str, at: datetime) -> tuple[Survey, SurveyDue]:
    """A survey for the company of a need."""
    survey = Survey(id=survey_id, need=need.id, subject=need.subject, asked_at=at)
    return survey, SurveyDue(need=need.id, survey=survey_id, at=at)
