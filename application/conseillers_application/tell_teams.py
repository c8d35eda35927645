"""Teams are told of what is written in the thread of a need, a minute later, in one mail (CGU 4.3.B)."""

from collections.abc import Iterable
from datetime import timedelta

from attrs import frozen

from conseillers_application.letters import Letter, LetterKind
from conseillers_application.ports import Ids, Work
from conseillers_domain.events import CommentChanged, CommentWritten


@frozen(kw_only=True)
class TellTeams:
    """Owes each team a letter, or lets what was written join the one that waits for it.

    Not a reaction, as `TellCompany` is none: the letter is owed in the transaction of the comment.
    """

    new_id: Ids
    merged_over: timedelta

    def __call__(
        self, work: Work, fact_id: str, fact: CommentWritten | CommentChanged, teams: Iterable[str]
    ) -> None:
        """In the transaction of a comment."""
        for team in teams:
            work.letters.queue(
                Letter(
                    id=self.new_id(),
                    fact=fact_id,
                    kind=LetterKind.COMMENT,
                    recipient=team,
                    queued_at=fact.at,
                    not_before=fact.at + self.merged_over,
                    merged_under=f"thread/{fact.need}/{team}",
                )
            )
