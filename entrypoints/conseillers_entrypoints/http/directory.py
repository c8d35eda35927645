"""What staff does with the directory: read it, replace or change it, go back, compare, try it on the past."""

from datetime import datetime
from typing import Annotated

from attrs import frozen
from litestar import Response, get, patch, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from conseillers_adapters.encoding import to_json
from conseillers_application.ports import DirectoryVersion
from conseillers_application.publish_directory import Intent, PublishDirectory
from conseillers_application.read_directory import (
    DirectoryDiff,
    ReadDirectory,
    ReadDirectoryHistory,
    VersionsPage,
)
from conseillers_application.repeats import Repeat
from conseillers_application.sessions import Identify
from conseillers_application.try_directory import Trial, Tried, TryDirectory
from conseillers_domain.accounts import Act
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_entrypoints.http.bodies import DIRECTORY_LIMIT
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import Wanted
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    expected_version,
    has_session,
    may,
    may_write,
    who,
    writer,
)

TAG = "Annuaire"


@frozen(kw_only=True)
class Force:
    """La raison de publier un annuaire qui laisse des besoins passés sans équipe."""

    reason: str


@frozen(kw_only=True)
class NewDirectory(DirectoryDocument):
    """Un annuaire entier, pourquoi il est publié, et s’il peut laisser des besoins passés sans équipe."""

    why: str = ""
    force: Force | None = None

    @property
    def document(self) -> DirectoryDocument:
        """The directory alone."""
        return DirectoryDocument(
            institutions=self.institutions,
            branches=self.branches,
            teams=self.teams,
            advisors=self.advisors,
        )


@frozen(kw_only=True)
class DirectoryChange(DirectoryPatch):
    """Ce qui est mis dans l’annuaire ou en est retiré, et pourquoi ; le reste ne change pas."""

    why: str = ""
    force: Force | None = None


@frozen(kw_only=True)
class Restoration:
    """Pourquoi une version antérieure est remise en vigueur."""

    why: str = ""
    force: Force | None = None


@frozen(kw_only=True)
class Published:
    """Une version publiée de l’annuaire."""

    version: str
    at: datetime


def published(version: DirectoryVersion) -> Response[Published]:
    """What is answered once a version is in force."""
    answer = Published(version=version.version, at=version.at)
    return Response(answer, headers={"etag": etag(version.version)})


def intent(request: AnyRequest, why: str, force: Force | None, repeat: Repeat | None = None) -> Intent:
    """Why somebody publishes, and on which version they decided it."""
    return Intent(
        why=why,
        expected_version=expected_version(request),
        force=None if force is None else force.reason,
        repeat=repeat,
    )


@get("/api/admin/directory", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_directory(
    request: AnyRequest,
    identify: Given[Identify],
    read_directory: Given[ReadDirectory],
) -> Response[DirectoryDocument]:
    """L’annuaire en vigueur, tel qu’il s’importe."""
    directory = read_directory(who(request, identify))
    return Response(directory.document, headers={"etag": etag(directory.version)})


@put(
    "/api/admin/directory",
    sync_to_thread=True,
    guards=[may_write, may(Act.CHANGE_DIRECTORY)],
    request_max_body_size=DIRECTORY_LIMIT,
    tags=[TAG],
)
def replace_directory(
    request: AnyRequest,
    data: JSONBody[Partly[NewDirectory]],
    publish_directory: Given[PublishDirectory],
) -> Response[Published]:
    """Remplace l’annuaire entier, ou ne change rien si le document a une seule faute."""
    given = data.value
    return published(
        publish_directory(
            writer(request),
            given.document,
            known=data.faults,
            intent=intent(request, given.why, given.force),
        )
    )


@patch(
    "/api/admin/directory",
    sync_to_thread=True,
    guards=[may_write, may(Act.CHANGE_DIRECTORY)],
    request_max_body_size=DIRECTORY_LIMIT,
    tags=[TAG],
)
def change_directory(
    request: AnyRequest,
    data: JSONBody[Partly[DirectoryChange]],
    publish_directory: Given[PublishDirectory],
) -> Response[Published]:
    """Met, remplace ou retire des institutions, antennes, équipes et conseillers ; le reste ne change pas."""
    given = data.value
    return published(
        publish_directory.change(
            writer(request),
            given,
            known=data.faults,
            intent=intent(request, given.why, given.force),
        )
    )


@get("/api/admin/directory/versions", sync_to_thread=True, guards=[has_session], tags=[TAG])
def directory_versions(
    request: AnyRequest,
    identify: Given[Identify],
    read_directory_history: Given[ReadDirectoryHistory],
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> VersionsPage:
    """Qui a publié quelle version de l’annuaire, quand et pourquoi, la dernière d’abord."""
    return read_directory_history(who(request, identify), cursor=cursor, limit=limit)


@get("/api/admin/directory/versions/{version:str}", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_directory_version(
    request: AnyRequest,
    version: FromPath[str],
    identify: Given[Identify],
    read_directory: Given[ReadDirectory],
) -> Response[DirectoryDocument]:
    """Une version de l’annuaire, telle qu’elle s’importe."""
    directory = read_directory(who(request, identify), version)
    return Response(directory.document, headers={"etag": etag(directory.version)})


@post(
    "/api/admin/directory/versions/{version:str}/restoration",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.CHANGE_DIRECTORY)],
    tags=[TAG],
)
def restore_directory(
    request: AnyRequest,
    version: FromPath[str],
    data: JSONBody[Restoration],
    publish_directory: Given[PublishDirectory],
) -> Response[Published]:
    """Remet en vigueur une version antérieure, sous un nouveau numéro ; les comptes suspendus le restent."""
    repeat = repeat_of(request, f"restoration {version}", to_json(data))
    return published(
        publish_directory.restore(
            writer(request), version, intent=intent(request, data.why, data.force, repeat)
        )
    )


@get("/api/admin/directory/diff", sync_to_thread=True, guards=[has_session], tags=[TAG])
def compare_directories(
    request: AnyRequest,
    identify: Given[Identify],
    read_directory_history: Given[ReadDirectoryHistory],
    before: Annotated[str, QueryParameter(description="La version d’avant.")],
    after: Annotated[str, QueryParameter(description="La version d’après.")],
) -> DirectoryDiff:
    """Ce qui a changé entre deux versions de l’annuaire, par équipe."""
    return read_directory_history.diff(who(request, identify), before, after)


@post(
    "/api/admin/directory/what-if",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.SIMULATE)],
    request_max_body_size=DIRECTORY_LIMIT,
    tags=[TAG],
)
def try_a_directory(
    request: AnyRequest,
    data: JSONBody[Partly[Trial]],
    try_directory: Given[TryDirectory],
) -> Tried:
    """Essaie un annuaire sur les besoins passés : qui y gagne, qui y perd, ce qui resterait sans équipe."""
    return try_directory(writer(request), data.value, data.faults)


def directory_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [
        see_directory,
        replace_directory,
        change_directory,
        directory_versions,
        see_directory_version,
        restore_directory,
        compare_directories,
        try_a_directory,
    ]
