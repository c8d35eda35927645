"""The thread of a need (fil de discussion): what teams and staff tell one another (CGU 4.3.B).

The company never reads it. A comment is corrected or withdrawn by its author only; every edition of it stays
(CGU 5.3).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.comment_words import Appointment, CommentKind, NewComment, Words
from conseillers_domain.errors import Conflict, Invalid
from conseillers_domain.events import CommentChanged, CommentWritten
from conseillers_domain.need import Need
from conseillers_domain.position import Side, Stance

TOLD: Final[Mapping[Side, frozenset[Stance]]] = {
    Side.STAFF: frozenset({Stance.PENDING, Stance.TAKEN}),
    Side.TEAM: frozenset({Stance.TAKEN, Stance.CLOSED_UNREACHABLE}),
}
"""Who wrote → the stances of the teams that are told; beside them those mentioned, never the author's own."""


def audience(need: Need, side: Side, own: frozenset[str], mentions: Iterable[str]) -> tuple[str, ...]:
    """The teams that a comment is told to; `own`: those of its author."""
    named = frozenset(mentions)
    return tuple(
        one.team
        for one in need.referrals
        if (one.stance in TOLD[side] or one.team in named) and one.team not in own
    )


@frozen(kw_only=True)
class Edition:
    """A comment as it stood from that instant on; `words`: None once it is withdrawn.

    `number`: the rank of this edition among all those of the need. `told`: the teams told because of it.
    """

    number: int
    at: datetime
    words: Words | None
    told: tuple[str, ...] = ()


class Change(StrEnum):
    """What there is to tell of a comment."""

    WRITTEN = "written"
    MOVED = "moved"
    CANCELLED = "cancelled"


@frozen(kw_only=True)
class News:
    """What a team is told of a comment; `appointment`: the one that is made, moved or cancelled.

    `sequence`, `at`: how many times the comment had changed by then, and when it did last.
    """

    change: Change
    kind: CommentKind
    appointment: Appointment | None
    sequence: int
    at: datetime


@frozen(kw_only=True)
class Comment:
    """Something said in the thread of a need (commentaire), with all that it was before.

    `by`: a person's id. `team`: whose voice it is, None for the staff's.
    """

    id: str
    need: str
    by: str
    team: str | None
    editions: tuple[Edition, ...]

    @property
    def side(self) -> Side:
        """On whose behalf it was written."""
        return Side.STAFF if self.team is None else Side.TEAM

    @property
    def latest(self) -> Edition:
        """As it stands."""
        return self.editions[-1]

    @property
    def sequence(self) -> int:
        """How many times it changed: what calendars tell the last word by."""
        return len(self.editions) - 1

    def standing(self) -> Words:
        """What it says. Raises Conflict when it was withdrawn."""
        if self.latest.words is None:
            raise Conflict("Ce commentaire a été retiré.", code="withdrawn")
        return self.latest.words

    def correct(
        self, words: Words, need: Need, *, own: frozenset[str], number: int, at: datetime
    ) -> "tuple[Comment, CommentChanged | None]":
        """The comment, saying that instead; no fact when it says it already.

        A date that changes is told to whoever knew of the former one; a team newly mentioned is told.
        Raises Conflict when it was withdrawn, Invalid when something is missing.
        """
        before = self.standing()
        if faults := words.faults(need):
            raise Invalid(*faults)
        words = words.tidied()
        if words == before:
            return self, None
        told = audience(need, self.side, own, words.mentions)
        if words.appointment != before.appointment:
            told = tuple(dict.fromkeys((*self._told, *told)))
        else:
            told = tuple(team for team in words.mentions if team in told and team not in before.mentions)
        return self._edited(Edition(number=number, at=at, words=words, told=told))

    def withdraw(self, *, number: int, at: datetime) -> "tuple[Comment, CommentChanged | None]":
        """The comment, taken back; an appointment is cancelled for who knew of it. No fact when it was."""
        if self.latest.words is None:
            return self, None
        told = self._told if self.latest.words.appointment else ()
        return self._edited(Edition(number=number, at=at, words=None, told=told))

    @property
    def _told(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(team for edition in self.editions for team in edition.told))

    def _edited(self, edition: Edition) -> "tuple[Comment, CommentChanged]":
        fact = CommentChanged(
            need=self.need,
            comment=self.id,
            number=edition.number,
            withdrawn=edition.words is None,
            at=edition.at,
        )
        return evolve(self, editions=(*self.editions, edition)), fact

    def news(self, team: str, since: int, until: datetime | None = None) -> News | None:
        """What there is to tell that team of the editions from that number on; None when there is nothing.

        `until`: the last instant that is told of, None for all.
        """
        seen = tuple(one for one in self.editions if until is None or one.at <= until)
        if not any(team in one.told for one in seen if one.number >= since):
            return None
        known = tuple(one for one in seen if one.number < since)
        before = known[-1].words if any(team in one.told for one in known) else None
        change = _change(before, seen[-1].words)
        words = before if change is Change.CANCELLED else seen[-1].words
        if change is None or words is None:
            return None
        return News(
            change=change,
            kind=words.kind,
            appointment=words.appointment,
            sequence=len(seen) - 1,
            at=seen[-1].at,
        )


def _change(before: Words | None, now: Words | None) -> Change | None:
    met, meets = before and before.appointment, now and now.appointment
    if met and not meets:
        return Change.CANCELLED
    if now is None or (before is not None and meets == met):
        return None
    return Change.MOVED if met else Change.WRITTEN


def written(
    new: NewComment,
    need: Need,
    *,
    comment_id: str,
    by: str,
    own: frozenset[str],
    number: int,
    at: datetime,
) -> tuple[Comment, CommentWritten]:
    """A comment without a fault, written on a need. Raises Invalid."""
    if faults := new.faults(need):
        raise Invalid(*faults)
    words = new.tidied()
    side = Side.STAFF if new.team is None else Side.TEAM
    told = audience(need, side, own, words.mentions)
    edition = Edition(number=number, at=at, words=words, told=told)
    comment = Comment(id=comment_id, need=need.id, by=by, team=new.team, editions=(edition,))
    return comment, CommentWritten(need=need.id, comment=comment_id, number=number, at=at)
