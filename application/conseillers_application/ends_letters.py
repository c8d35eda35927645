"""What facts about shut out accounts and incidents owe: letters to the person, or to staff (CGU 6.1, 6.2)."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from conseillers_application.letters import PERSON, STAFF, LetterKind
from conseillers_application.ports import UnitOfWork
from conseillers_application.react import Correspond, Reaction
from conseillers_domain.account_changes import ChangeKind
from conseillers_domain.events import AccountChanged, BreachAwaits, Fact, IncidentDeclared

TOLD: Final[Mapping[ChangeKind, LetterKind]] = {
    ChangeKind.SUSPENDED: LetterKind.SUSPENDED,
    ChangeKind.LIFTED: LetterKind.LIFTED,
    ChangeKind.ENDED: LetterKind.ENDED,
}
"""What a person is told of that is done to their account; other roles, they see when they sign in."""


@frozen(kw_only=True)
class TellPerson:
    """Whose account it is, is told what was done to it."""

    letters: Correspond
    read: UnitOfWork

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a change of an account."""
        assert isinstance(fact, AccountChanged)
        with self.read() as work:
            kind = TOLD.get(work.account_changes.get(fact.change).kind)
        if kind is not None:
            self.letters.queue(fact_id, kind, PERSON)


@frozen(kw_only=True)
class TellStaff:
    """Those who run the service are owed a letter of that kind."""

    letters: Correspond
    kind: LetterKind

    def __call__(self, fact_id: str, _: Fact) -> None:
        """Reacts to a fact that staff must know."""
        self.letters.queue(fact_id, self.kind, STAFF)


def ends_reactions(letters: Correspond, read: UnitOfWork) -> Mapping[type[Fact], tuple[Reaction, ...]]:
    """The part of the table of reactions that is about accounts shut out and incidents."""
    return {
        AccountChanged: (TellPerson(letters=letters, read=read),),
        IncidentDeclared: (TellStaff(letters=letters, kind=LetterKind.INCIDENT),),
        BreachAwaits: (TellStaff(letters=letters, kind=LetterKind.BREACH),),
    }
