"""The answer owed to a company that every team refused: read, edited, sent once (CGU 4.3.B)."""

from attrs import frozen
from litestar import Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from conseillers_application.answer_company import AnswerCompany, EditCompanyAnswer, ReadCompanyAnswer
from conseillers_application.sessions import Identify
from conseillers_application.task_views import CompanyAnswerView
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    expected_number,
    has_session,
    may,
    may_write,
    who,
    writer,
)
from conseillers_entrypoints.http.tasks import TAG

PATH = "/api/admin/needs/{need_id:str}/answer"


@get(PATH, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def company_answer(
    request: AnyRequest,
    need_id: FromPath[str],
    identify: Given[Identify],
    read_company_answer: Given[ReadCompanyAnswer],
) -> Response[CompanyAnswerView]:
    """La réponse due à une entreprise que toutes les équipes ont refusée : brouillon, ou déjà envoyée."""
    return _told(read_company_answer(who(request, identify), need_id))


@frozen(kw_only=True)
class AnswerText:
    """Le texte du mail, tel que l’entreprise le lira : un paragraphe par ligne, des tirets pour une liste."""

    text: str


@put(PATH, **may_wait_for(DATABASE), guards=[may_write, may(Act.ANSWER_COMPANY)], tags=[TAG])
def edit_company_answer(
    request: AnyRequest,
    need_id: FromPath[str],
    data: JSONBody[AnswerText],
    edit_company_answer: Given[EditCompanyAnswer],
) -> Response[CompanyAnswerView]:
    """Récrit le brouillon. Rien ne part."""
    edited = edit_company_answer(
        writer(request), need_id, data.text, expected_version=expected_number(request)
    )
    return _told(edited)


@post(
    PATH,
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.ANSWER_COMPANY)],
    tags=[TAG],
)
def send_company_answer(
    request: AnyRequest, need_id: FromPath[str], answer_company: Given[AnswerCompany]
) -> Response[CompanyAnswerView]:
    """Envoie la réponse à l’entreprise, telle que le brouillon la dit : une seule fois."""
    return _told(answer_company(writer(request), need_id, expected_version=expected_number(request)))


def _told(answer: CompanyAnswerView) -> Response[CompanyAnswerView]:
    return Response(answer, headers={"etag": etag(answer.version)})


def answer_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [company_answer, edit_company_answer, send_company_answer]
