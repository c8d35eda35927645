"""The thread of a need: what teams and staff tell one another of it (CGU 4.3.B)."""

from litestar import Response, delete, get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_adapters.encoding import to_json
from conseillers_application.correct_comment import CorrectComment
from conseillers_application.meetings import NAME
from conseillers_application.read_thread import ReadAppointment, ReadThread
from conseillers_application.sessions import Identify
from conseillers_application.views import CommentPage, CommentView
from conseillers_application.write_comment import WriteComment
from conseillers_domain.comment_words import Correction, NewComment
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import Wanted
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    expected_number,
    has_session,
    may_write,
    who,
    writer,
)

TAG = "Fil de discussion"
PATH = "/api/needs/{need_id:str}/comments"
ONE = PATH + "/{comment_id:str}"


@get(PATH, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def list_comments(
    request: AnyRequest,
    need_id: FromPath[str],
    identify: Given[Identify],
    read_thread: Given[ReadThread],
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> CommentPage:
    """Le fil de discussion d’un besoin, les derniers commentaires d’abord."""
    return read_thread(who(request, identify), need_id, cursor=cursor, limit=limit)


@post(PATH, **may_wait_for(DATABASE), guards=[may_write], tags=[TAG])
def write_a_comment(
    request: AnyRequest,
    need_id: FromPath[str],
    data: JSONBody[Partly[NewComment]],
    write_comment: Given[WriteComment],
) -> Response[CommentView]:
    """Écrit dans le fil pour une équipe (`team`), ou sans `team` pour l’équipe du service."""
    person = writer(request)
    repeat = repeat_of(request, f"comments {need_id} {person.id}", to_json(data))
    comment = write_comment(person, need_id, data.value, known=data.faults, repeat=repeat)
    location = f"/api/needs/{need_id}/comments/{comment.id}"
    return Response(comment, headers={"location": location, "etag": etag(comment.version)})


@patch(ONE, **may_wait_for(DATABASE), guards=[may_write], tags=[TAG])
def correct_a_comment(
    request: AnyRequest,
    need_id: FromPath[str],
    comment_id: FromPath[str],
    data: JSONBody[Partly[Correction]],
    correct_comment: Given[CorrectComment],
) -> Response[CommentView]:
    """Corrige un commentaire, pour son auteur : ce qui n’est pas donné reste ; l’ancien texte est gardé."""
    comment = correct_comment(
        writer(request),
        need_id,
        comment_id,
        data.value,
        known=data.faults,
        expected_version=expected_number(request),
    )
    return Response(comment, headers={"etag": etag(comment.version)})


@delete(ONE, status_code=200, **may_wait_for(DATABASE), guards=[may_write], tags=[TAG])
def withdraw_a_comment(
    request: AnyRequest,
    need_id: FromPath[str],
    comment_id: FromPath[str],
    correct_comment: Given[CorrectComment],
) -> Response[CommentView]:
    """Retire un commentaire, pour son auteur : rien n’en est plus montré, un rendez-vous est annulé."""
    comment = correct_comment.withdraw(
        writer(request), need_id, comment_id, expected_version=expected_number(request)
    )
    return Response(comment, headers={"etag": etag(comment.version)})


@get(
    ONE + "/calendar", media_type="text/calendar", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG]
)
def appointment_file(
    request: AnyRequest,
    need_id: FromPath[str],
    comment_id: FromPath[str],
    identify: Given[Identify],
    read_appointment: Given[ReadAppointment],
) -> Response[bytes]:
    """Le fichier d’agenda d’un rendez-vous."""
    file = read_appointment(who(request, identify), need_id, comment_id)
    headers = {"content-disposition": f'attachment; filename="{NAME}"', "cache-control": "no-store"}
    return Response(file, headers=headers)


def thread_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [list_comments, write_a_comment, correct_a_comment, withdraw_a_comment, appointment_file]
