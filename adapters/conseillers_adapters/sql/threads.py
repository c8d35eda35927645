"""The threads of needs, in a table: a row an edition, only ever added."""

import json
from itertools import groupby
from typing import Any

from attrs import frozen
from sqlalchemy import bindparam, case, func, insert, select

from conseillers_adapters.sql.line import Line, Row
from conseillers_adapters.sql.rows import Values, stored, to_json
from conseillers_adapters.sql.tables import comments, instant
from conseillers_application.ports import Length
from conseillers_domain.comment_words import Appointment, CommentKind, Words
from conseillers_domain.errors import NotFound
from conseillers_domain.thread import Comment, Edition

_OF_NEED = comments.c.need == bindparam("need")
_KEEP = insert(comments)
_ALL = select(comments)
_GET = _ALL.where(comments.c.comment == bindparam("comment"), _OF_NEED).order_by(comments.c.rank)
_FIRSTS = select(comments.c.first).where(_OF_NEED, comments.c.rank == 0)
_PAGE = _ALL.where(
    _OF_NEED,
    comments.c.first.in_(
        _FIRSTS.where(comments.c.first < bindparam("before"))
        .order_by(comments.c.first.desc())
        .limit(bindparam("limit"))
    ),
).order_by(comments.c.first.desc(), comments.c.rank)
_CHANGED = _ALL.where(
    _OF_NEED,
    comments.c.first.in_(select(comments.c.first).where(_OF_NEED, comments.c.number >= bindparam("number"))),
).order_by(comments.c.first, comments.c.rank)
_LENGTH = select(func.count(case((comments.c.rank == 0, 1))), func.count()).where(_OF_NEED)
_LAST = 2**31 - 1
"""More editions than a need will ever have."""


@frozen
class SqlThreads:
    """What teams and staff tell one another, kept in a database."""

    connection: Line

    def keep(self, comment: Comment) -> None:
        """Keep the latest edition of a comment; those before it are kept already."""
        self.connection.execute(_KEEP, _values(comment))

    def get(self, need_id: str, comment_id: str) -> Comment:
        """A comment, with all its editions. Raises NotFound when that need has none of that id."""
        found = _comments(self.connection.execute(_GET, {"comment": comment_id, "need": need_id}).all())
        if not found:
            raise NotFound("Ce commentaire n’existe pas.")
        return found[0]

    def page(self, need_id: str, before: int | None, limit: int) -> tuple[Comment, ...]:
        """At most `limit` comments of a need whose first edition comes before that number, latest first."""
        asked = {"need": need_id, "before": _LAST if before is None else before, "limit": limit}
        return _comments(self.connection.execute(_PAGE, asked).all())

    def changed_since(self, need_id: str, number: int) -> tuple[Comment, ...]:
        """The comments of a need that have an edition of that number or a later one, oldest first."""
        return _comments(self.connection.execute(_CHANGED, {"need": need_id, "number": number}).all())

    def length(self, need_id: str) -> Length:
        """How long the thread of a need is."""
        written, editions = self.connection.execute(_LENGTH, {"need": need_id}).one()
        return Length(comments=written, editions=editions)


def _values(comment: Comment) -> Values:
    edition = comment.latest
    words = edition.words
    met = words.appointment if words else None
    return {
        "comment": comment.id,
        "rank": comment.sequence,
        "need": comment.need,
        "number": edition.number,
        "first": comment.editions[0].number,
        "by": comment.by,
        "team": comment.team,
        "at": stored(edition.at),
        "kind": words and words.kind.value,
        "text": words and words.text,
        "appointment_at": met and stored(met.at),
        "place": met and met.place,
        "mentions": to_json(words.mentions if words else ()),
        "told": to_json(edition.told),
    }


def _comments(rows: list[Row]) -> tuple[Comment, ...]:
    """The comments that these rows hold, one after the other."""
    found = []
    for _, lines in groupby(rows, key=lambda row: row.comment):
        editions = tuple(lines)
        row: Any = editions[0]
        found.append(
            Comment(
                id=row.comment,
                need=row.need,
                by=row.by,
                team=row.team,
                editions=tuple(map(_edition, editions)),
            )
        )
    return tuple(found)


def _edition(row: Row) -> Edition:
    return Edition(
        number=row.number,
        at=instant(row.at),
        words=None if row.kind is None else _words(row),
        told=tuple(json.loads(row.told)),
    )


def _words(row: Row) -> Words:
    at = row.appointment_at
    return Words(
        kind=CommentKind(row.kind),
        text=row.text,
        appointment=None if at is None else Appointment(at=instant(at), place=row.place),
        mentions=tuple(json.loads(row.mentions)),
    )
