"""What facts on the way in owe: a letter to the person whom each is about (CGU 6.1)."""

from collections.abc import Mapping

from attrs import frozen

from conseillers_application.letters import PERSON, LetterKind
from conseillers_application.react import Correspond, Reaction
from conseillers_domain.events import Fact, PasswordChanged, ResetAsked, SignedInElsewhere


@frozen(kw_only=True)
class OwePerson:
    """Whom the fact is about is owed a letter of that kind."""

    letters: Correspond
    kind: LetterKind

    def __call__(self, fact_id: str, _: Fact) -> None:
        """Reacts to a fact about one person."""
        self.letters.queue(fact_id, self.kind, PERSON)


def sign_in_reactions(letters: Correspond) -> Mapping[type[Fact], tuple[Reaction, ...]]:
    """The part of the table of reactions that is about the way in."""
    return {
        ResetAsked: (OwePerson(letters=letters, kind=LetterKind.RESET),),
        PasswordChanged: (OwePerson(letters=letters, kind=LetterKind.PASSWORD_CHANGED),),
        SignedInElsewhere: (OwePerson(letters=letters, kind=LetterKind.NEW_PLACE),),
    }
