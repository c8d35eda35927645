"""The company opens the link of its survey, and answers it once; opening it changes nothing."""

from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_application.read_inbox import subject_name
from conseillers_application.transmission import institution_names
from conseillers_domain.errors import Fault, Invalid, NotFound, told_once
from conseillers_domain.survey import THANKED, THANKS, Survey, SurveyAnswers, helpers

SURVEY: Final = "answer-survey"
"""What the link of a survey is signed for."""

QUESTIONS: Final = (
    ("contacted", "boolean", "Un conseiller vous a-t-il appelé ou rencontré ?"),
    ("useful", "boolean", "L’aide proposée répond-elle à votre besoin ?"),
    (
        "mark",
        "mark",
        "De 1 (pas du tout) à 5 (tout à fait), êtes-vous satisfait ?",
    ),
    ("comment", "text", "Souhaitez-vous ajouter quelque chose ?"),
    ("agrees_to_share", "boolean", "Acceptez-vous que les équipes qui vous ont aidé lisent votre réponse ?"),
)
"""The four questions, and whether the answers may be shared: key, kind, and what people read."""


@frozen(kw_only=True)
class SurveyQuestion:
    """A question, and the key of its answer."""

    key: str
    kind: str
    label: str


@frozen(kw_only=True)
class SurveyAsked:
    """What is asked, of which need, after whose help; `thanks`: once it was answered, in their place."""

    subject: str
    institutions: tuple[str, ...]
    questions: tuple[SurveyQuestion, ...]
    thanks: str | None


@frozen(kw_only=True)
class SurveyThanks:
    """What is told to who answered."""

    thanks: str


@frozen(kw_only=True)
class ReadSurvey:
    """Shows what a company is asked."""

    read: UnitOfWork
    secrets: Secrets

    def __call__(self, token: str) -> SurveyAsked:
        """Raises NotFound for a link that is none of ours."""
        with self.read() as work:
            survey = _of_token(work, self.secrets, token)
            teams = helpers(work.needs.get(survey.need))
            return SurveyAsked(
                subject=subject_name(survey.subject, work.catalogues.current()).title,
                institutions=institution_names(teams, work.directories.current().directory),
                questions=() if survey.answers else tuple(_question(*one) for one in QUESTIONS),
                thanks=THANKED if survey.answers else None,
            )


@frozen(kw_only=True)
class AnswerSurvey:
    """Keeps what a company answers."""

    begin: UnitOfWork
    secrets: Secrets
    now: Clock

    @once_more
    def __call__(self, token: str, answers: SurveyAnswers, *, known: tuple[Fault, ...] = ()) -> SurveyThanks:
        """Raises NotFound for a link that is none of ours, Invalid, or Conflict the second time.

        `known`: the faults of shape found already, told with the others.
        """
        with self.begin() as work:
            survey = _of_token(work, self.secrets, token)
            if known:
                survey.must_be_open()
                raise Invalid(*told_once(known, answers.faults()))
            work.demands.get(work.needs.get(survey.need).demand).must_be_known()
            work.surveys.save(survey.answer(answers, self.now()))
        return SurveyThanks(thanks=THANKS)


def survey_url(base_url: str, secrets: Secrets, survey_id: str) -> str:
    """Where a company answers; the token is signed, kept nowhere."""
    return f"{base_url}/api/surveys/{survey_id}.{secrets.sign(SURVEY, survey_id)}"


def _of_token(work: Work, secrets: Secrets, token: str) -> Survey:
    survey_id, _, signature = token.rpartition(".")
    if not secrets.signed(SURVEY, survey_id, signature):
        raise NotFound("Ce questionnaire n’existe pas, ou le lien est incomplet.")
    return work.surveys.get(survey_id)


def _question(key: str, kind: str, label: str) -> SurveyQuestion:
    return SurveyQuestion(key=key, kind=kind, label=label)
