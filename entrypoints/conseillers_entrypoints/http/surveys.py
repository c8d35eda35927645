"""The satisfaction survey: what a company is asked and answers, what staff reads and shares."""

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_application.answer_survey import AnswerSurvey, ReadSurvey, SurveyAsked, SurveyThanks
from conseillers_application.sessions import Identify
from conseillers_application.share_survey import ListSurveys, ShareSurvey, SurveyLine, SurveyPage
from conseillers_domain.accounts import Act
from conseillers_domain.survey import SurveyAnswers
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import DEPOSIT_LIMIT, Wanted
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Enquête"


@get("/api/surveys/{token:str}", **may_wait_for(DATABASE), tags=[TAG])
def see_survey(token: FromPath[str], read_survey: Given[ReadSurvey]) -> SurveyAsked:
    """Ce qui est demandé à une entreprise aidée. Ouvrir le lien ne change rien."""
    return read_survey(token)


@post(
    "/api/surveys/{token:str}",
    **may_wait_for(DATABASE),
    request_max_body_size=DEPOSIT_LIMIT,
    tags=[TAG],
)
def answer_a_survey(
    token: FromPath[str], data: JSONBody[Partly[SurveyAnswers]], answer_survey: Given[AnswerSurvey]
) -> SurveyThanks:
    """La réponse d’une entreprise ; le lien sert une seule fois."""
    return answer_survey(token, data.value, known=data.faults)


@get("/api/admin/surveys", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_surveys(
    request: AnyRequest,
    identify: Given[Identify],
    list_surveys: Given[ListSurveys],
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> SurveyPage:
    """Les réponses des entreprises, les dernières d’abord."""
    return list_surveys(who(request, identify), cursor=cursor, limit=limit)


@post(
    "/api/admin/surveys/{survey:str}/sharing",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.SHARE_SURVEY)],
    tags=[TAG],
)
def share_a_survey(
    request: AnyRequest, survey: FromPath[str], share_survey: Given[ShareSurvey]
) -> SurveyLine:
    """Donne une réponse à lire aux équipes qui ont aidé, une fois, si l’entreprise l’accepte."""
    return share_survey(writer(request), survey)


def survey_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_survey, answer_a_survey, see_surveys, share_a_survey]
