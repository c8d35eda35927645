"""The database, the territories and the mail server of an installation."""

from collections.abc import Callable, Iterator

from sqlalchemy import Engine

from conseillers_adapters.geography import official_geography
from conseillers_adapters.geography.official import YEAR
from conseillers_adapters.mail import files_of, post_from
from conseillers_adapters.sql import make_engine
from conseillers_application.ports import Clock, MailFiles, Post, UnitOfWork
from conseillers_domain.errors import NotFound
from conseillers_domain.territory import Geography
from conseillers_entrypoints.settings import Settings, WrongSettings, about


def database(settings: Settings) -> Iterator[Engine]:
    """The database for as long as the service runs."""
    engine = make_engine(
        settings.database_url,
        connections=settings.database_connections,
        timeout=settings.statement_timeout,
    )
    try:
        yield engine
    finally:
        engine.dispose()


def territories(version: str, read: Callable[[], UnitOfWork]) -> Geography:
    """The territories in force. Raises WrongSettings for a version that nobody imported.

    `read` is called for imported ones only: the packaged ones need no database.
    """
    if version == YEAR:
        return official_geography()
    with read()() as work:
        try:
            return work.geographies.get(version)
        except NotFound:
            known = ", ".join(one.version for one in work.geographies.versions())
    raise WrongSettings(
        about("geography", f"désigne le découpage « {version} », qui n’est pas de ceux du service : {known}.")
    )


def post(settings: Settings, now: Clock) -> Post:
    """Where mails leave. Raises WrongSettings for an address that is none."""
    try:
        return post_from(settings.mail_url, settings.contact_email, now)
    except ValueError as wrong:
        raise WrongSettings(about("mail_url", f"ne convient pas : {wrong}")) from None


def mail_files(settings: Settings) -> MailFiles:
    """The mails the service laid in a folder, none when they leave for a server."""
    return files_of(settings.mail_url)
