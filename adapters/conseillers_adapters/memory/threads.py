"""The threads of needs, in memory."""

from attrs import frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Broken, Shelf, State
from conseillers_application.ports import Length
from conseillers_domain.errors import NotFound
from conseillers_domain.thread import Comment


@frozen
class MemoryThreads:
    """What teams and staff tell one another, kept in memory."""

    state: State

    @property
    def _comments(self) -> Shelf[Comment]:
        return Shelf(Comment, self.state)

    def keep(self, comment: Comment) -> None:
        """Keep the latest edition of a comment; those before it are kept already."""
        Shelf(KeptNeed, self.state).must_hold(comment.need)
        kept = self._comments.find(comment.id)
        if (kept.editions if kept else ()) != comment.editions[:-1]:
            raise Broken(f"another edition of comment {comment.id} is kept")
        if comment.latest.number in {
            one.number for other in self._of(comment.need) for one in other.editions
        }:
            raise Broken(f"edition {comment.latest.number} of need {comment.need} is kept already")
        self._comments.keep(comment.id, comment)

    def get(self, need_id: str, comment_id: str) -> Comment:
        """A comment, with all its editions. Raises NotFound when that need has none of that id."""
        comment = self._comments.find(comment_id)
        if comment is None or comment.need != need_id:
            raise NotFound("Ce commentaire n’existe pas.")
        return comment

    def page(self, need_id: str, before: int | None, limit: int) -> tuple[Comment, ...]:
        """At most `limit` comments of a need whose first edition comes before that number, latest first."""
        found = [one for one in self._of(need_id) if before is None or one.editions[0].number < before]
        return tuple(reversed(found))[:limit]

    def changed_since(self, need_id: str, number: int) -> tuple[Comment, ...]:
        """The comments of a need that have an edition of that number or a later one, oldest first."""
        return tuple(one for one in self._of(need_id) if one.latest.number >= number)

    def length(self, need_id: str) -> Length:
        """How long the thread of a need is."""
        found = self._of(need_id)
        return Length(comments=len(found), editions=sum(len(one.editions) for one in found))

    def _of(self, need_id: str) -> list[Comment]:
        found = (one for one in self._comments if one.need == need_id)
        return sorted(found, key=lambda one: one.editions[0].number)
