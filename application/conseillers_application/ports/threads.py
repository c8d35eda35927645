"""What teams and staff tell one another of a need."""

from typing import Protocol

from attrs import frozen

from conseillers_domain.thread import Comment


@frozen(kw_only=True)
class Length:
    """How long the thread of a need is: its comments, and all their editions."""

    comments: int
    editions: int


class Threads(Protocol):
    """The threads of needs; editions are only ever added."""

    def keep(self, comment: Comment) -> None:
        """Keep the latest edition of a comment; those before it are kept already."""
        ...

    def get(self, need_id: str, comment_id: str) -> Comment:
        """A comment, with all its editions. Raises NotFound when that need has none of that id."""
        ...

    def page(self, need_id: str, before: int | None, limit: int) -> tuple[Comment, ...]:
        """At most `limit` comments of a need whose first edition comes before that number, latest first."""
        ...

    def changed_since(self, need_id: str, number: int) -> tuple[Comment, ...]:
        """The comments of a need that have an edition of that number or a later one, oldest first."""
        ...

    def length(self, need_id: str) -> Length:
        """How long the thread of a need is."""
        ...
