"""What figures look at in a demand and the need it gave: its life, without anybody's data (CGU 4.3.B)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from attrs import evolve, frozen

from conseillers_domain.demand import Demand, DemandState
from conseillers_domain.need import Need, NeedStatus, status_of
from conseillers_domain.position import HelpKind, Stance
from conseillers_domain.referral import Leaving
from conseillers_domain.survey import SurveyAnswers


@frozen
class Move:
    """A position as figures look at it: where a team stood from then on, and what help it gave."""

    stance: Stance
    at: datetime
    help: tuple[HelpKind, ...] = ()


@frozen
class Asked:
    """A need put before one team, and what the team said of it, oldest first."""

    team: str
    sent_at: datetime
    moves: tuple[Move, ...] = ()

    def as_of(self, at: datetime) -> "Asked":
        """The same, without what was said since."""
        if not self.moves or self.moves[-1].at < at:
            return self
        return evolve(self, moves=tuple(move for move in self.moves if move.at < at))

    @property
    def stance(self) -> Stance:
        """Where the team stands."""
        return self.moves[-1].stance if self.moves else Stance.PENDING

    @property
    def help(self) -> tuple[HelpKind, ...]:
        """The kinds of help it says it gave, none unless it stands there still."""
        return self.moves[-1].help if self.moves else ()

    def first(self, stance: Stance) -> datetime | None:
        """When the team first stood there, even if it moved since."""
        return next((move.at for move in self.moves if move.stance is stance), None)


@frozen
class Surveyed:
    """What a company answered to the satisfaction survey of its need; `mark`: from 1 to 5."""

    contacted: bool
    useful: bool
    mark: int


@frozen(kw_only=True)
class Life:
    """A demand from its receipt on: one a need, for a demand gives one need, or none yet.

    `need`: None while it gave none. `commune`: where the company is, None while nobody knows. `origin`: the
    site whose page carried the form, None when nothing says which. `subject`: the need's once there is one.
    `surveyed`: None while the company answered no survey.
    """

    demand: str
    received_at: datetime
    state: DemandState
    landing: str
    origin: str | None
    commune: str | None
    subject: str
    need: str | None = None
    asked: tuple[Asked, ...] = ()
    surveyed: Surveyed | None = None

    def as_of(self, at: datetime) -> "Life":
        """The same, as it stood at that instant: what teams say is only ever added to."""
        asked = tuple(one.as_of(at) for one in self.asked if one.sent_at < at)
        if asked == self.asked:
            return self
        not_yet = self.asked and not asked
        return evolve(self, asked=asked, need=None if not_yet else self.need)

    @property
    def status(self) -> NeedStatus | None:
        """Where the need stands, None while there is none."""
        return None if self.need is None else status_of(one.stance for one in self.asked)


def life_of(
    demand: Demand,
    need: Need | None,
    teams: frozenset[str] | None = None,
    answers: SurveyAnswers | None = None,
) -> Life:
    """The life of a demand; before these `teams` only, or before all it was put before.

    What was withdrawn from a team was never its own; what was archived stays unanswered. `answers`: to the
    survey of its need.
    """
    establishment, origin = demand.establishment, demand.origin
    archived = (one.referral for one in (need.left if need else ()) if one.how is Leaving.ARCHIVED)
    return Life(
        demand=demand.id,
        received_at=demand.deposited_at,
        state=demand.state,
        landing=demand.landing,
        origin=site_of(origin.url) if origin else None,
        commune=establishment.commune if establishment else None,
        subject=need.subject if need else demand.subject,
        need=need.id if need else None,
        asked=tuple(
            Asked(
                one.team, one.sent_at, tuple(Move(said.stance, said.at, said.help) for said in one.positions)
            )
            for one in (*(need.referrals if need else ()), *archived)
            if teams is None or one.team in teams
        ),
        surveyed=Surveyed(answers.contacted, answers.useful, answers.mark) if answers else None,
    )


def site_of(url: str | None) -> str | None:
    """The site of a page, by its name: nothing of what its address may carry of people."""
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


Sorting = Callable[[Life], str | None]
"""Where a whole life belongs: its theme, its month; None when nobody knows."""

Placing = Callable[[str], str | None]
"""Where a team belongs: its branch, its institution; None for a team that nobody knows any more."""


@frozen(kw_only=True)
class Scope:
    """Whose figures, and on what. `only`: the lives sorted there.

    Before some `teams` (None: all), what others made of a need is not theirs: it counts once, by what they
    made of it themselves.
    """

    teams: frozenset[str] | None = None
    only: tuple[tuple[Sorting, frozenset[str]], ...] = ()

    def parts(self, lives: Iterable[Life]) -> Iterator[Life]:
        """What of these lives is in it."""
        for life in lives:
            if all(sort(life) in keys for sort, keys in self.only):
                part = self._put_before(life)
                if part is not None:
                    yield part

    def among(self, sort: Sorting, keys: Iterable[str]) -> "Scope":
        """The same, of the lives sorted there only."""
        return evolve(self, only=(*self.only, (sort, frozenset(keys))))

    def _put_before(self, life: Life) -> Life | None:
        if self.teams is None:
            return life
        asked = tuple(one for one in life.asked if one.team in self.teams)
        return evolve(life, asked=asked) if asked else None
