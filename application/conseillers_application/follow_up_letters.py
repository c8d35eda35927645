"""What the clock's facts owe: letters to companies, to teams, or to who stands in for a team that is away."""

from collections.abc import Callable, Mapping

from attrs import frozen

from conseillers_application.letters import COMPANY, LetterKind
from conseillers_application.ports import UnitOfWork
from conseillers_application.react import Correspond, Reaction
from conseillers_domain.calendar import day_of
from conseillers_domain.events import (
    ClosingsAwaited,
    DraftLeft,
    Fact,
    FirstNeed,
    LastChance,
    NeedAbandoned,
    NeedFollowed,
    RecapDue,
    ReengagementDue,
    SurveyAwaited,
    TeamAwaited,
    TeamReminded,
)
from conseillers_domain.followup import who_is_reminded


@frozen(kw_only=True)
class OweCompany:
    """Whoever deposited what became a need is owed a letter of that kind."""

    letters: Correspond
    kind: LetterKind

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to what became due of a need."""
        assert isinstance(fact, NeedFollowed | NeedAbandoned | ReengagementDue)
        self.letters.tell_companies(fact_id, self.kind, fact.need)


@frozen
class RemindOfDraft:
    """Whoever left a draft is reminded of it."""

    letters: Correspond

    def __call__(self, fact_id: str, _: Fact) -> None:
        """Reacts to a draft left for a day."""
        self.letters.queue(fact_id, LetterKind.DRAFT, COMPANY)


@frozen
class AskWhatHelpWasWorth:
    """The company of a need that was helped gets its survey, unless it no longer has to."""

    ask: Callable[[str], bool]

    def __call__(self, _: str, fact: Fact) -> None:
        """Reacts to the hour of a survey."""
        assert isinstance(fact, SurveyAwaited)
        self.ask(fact.need)


@frozen(kw_only=True)
class RemindTeam:
    """A team is owed a reminder; its delegate is while all its advisors are away, or nobody (CGU 4.3.B).

    Staff finds the team, and that it is away, in its basket.
    """

    letters: Correspond
    read: UnitOfWork
    kind: LetterKind

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a fact about one team."""
        assert isinstance(fact, LastChance | RecapDue | TeamReminded)
        with self.read() as work:
            index = work.directories.current()
        told = who_is_reminded(fact.team, index, day_of(self.letters.now()))
        if told is not None:
            self.letters.queue(fact_id, self.kind, told)


@frozen(kw_only=True)
class TeachTeam:
    """A team is owed what reminds it of its practice; nobody is while all its advisors are away."""

    letters: Correspond
    read: UnitOfWork
    kind: LetterKind

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a fact about one team."""
        assert isinstance(fact, TeamAwaited | ClosingsAwaited)
        with self.read() as work:
            index = work.directories.current()
        if who_is_reminded(fact.team, index, day_of(self.letters.now())) == fact.team:
            self.letters.queue(fact_id, self.kind, fact.team)


@frozen(kw_only=True)
class HelpNewTeam:
    """A team that received its first need, and let it wait, is told how to go about it."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a first need."""
        assert isinstance(fact, FirstNeed)
        self.letters.queue(fact_id, LetterKind.FIRST_NEED, fact.team)


def clock_reactions(
    letters: Correspond, read: UnitOfWork, ask_for_survey: Callable[[str], bool]
) -> Mapping[type[Fact], tuple[Reaction, ...]]:
    """The part of the table of reactions that is the clock's."""
    return {
        NeedFollowed: (OweCompany(letters=letters, kind=LetterKind.FOLLOWED),),
        NeedAbandoned: (OweCompany(letters=letters, kind=LetterKind.ABANDONED),),
        ReengagementDue: (OweCompany(letters=letters, kind=LetterKind.REENGAGEMENT),),
        LastChance: (RemindTeam(letters=letters, read=read, kind=LetterKind.LAST_CHANCE),),
        FirstNeed: (HelpNewTeam(letters=letters),),
        RecapDue: (RemindTeam(letters=letters, read=read, kind=LetterKind.RECAP),),
        TeamAwaited: (TeachTeam(letters=letters, read=read, kind=LetterKind.TEAM_REENGAGEMENT),),
        ClosingsAwaited: (TeachTeam(letters=letters, read=read, kind=LetterKind.CLOSING_PRACTICE),),
        TeamReminded: (RemindTeam(letters=letters, read=read, kind=LetterKind.REMINDER),),
        DraftLeft: (RemindOfDraft(letters),),
        SurveyAwaited: (AskWhatHelpWasWorth(ask_for_survey),),
    }
