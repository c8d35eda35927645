"""Teams of the demonstration: they answer, or do not, write to one another, meet companies."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Final

from attrs import define, evolve, field, frozen

from conseillers_application.ports import Due
from conseillers_domain.accounts import Account, Person
from conseillers_domain.calendar import PARIS
from conseillers_domain.comment_words import Appointment, CommentKind, Correction, NewComment
from conseillers_domain.directory import Advisor
from conseillers_domain.errors import Refusal
from conseillers_domain.position import HelpKind, NewPosition, RefusalReason, Stance
from conseillers_entrypoints.container import Container

TAKEN: Final = NewPosition(stance=Stance.TAKEN)
REFUSED: Final = NewPosition(stance=Stance.REFUSED, reason=RefusalReason.NO_CAPACITY)
HELPED: Final = NewPosition(stance=Stance.CLOSED_HELPED, help=(HelpKind.ADVICE,))
NO_HELP: Final = NewPosition(stance=Stance.CLOSED_NO_HELP)
UNREACHABLE: Final = NewPosition(stance=Stance.CLOSED_UNREACHABLE)
PUT_BACK: Final = NewPosition(stance=Stance.PENDING)

HABITS: Final[Mapping[Stance, tuple[tuple[NewPosition, float], ...]]] = {
    Stance.PENDING: ((TAKEN, 0.11), (REFUSED, 0.09)),
    Stance.TAKEN: ((HELPED, 0.11), (NO_HELP, 0.03), (UNREACHABLE, 0.05), (PUT_BACK, 0.015)),
    Stance.REFUSED: ((PUT_BACK, 0.15),),
}
"""What a team may say of a need where it stands, and how likely it does on a day of work."""

NEVER_ANSWER: Final = 0.4
"""The share of the teams that let every need wait: what the follow-up is for."""
NEVER_CLOSE: Final = 0.55
"""Those up to that share of the rest close nothing of what they take."""
TURNS_THE_PAGE: Final = 0.15
"""How likely a refusal is thought of no more, on a day."""
LOSES_ITS_LINK: Final = 0.15
"""The share of the needs that are taken whose team asks for their link anew."""
WRITES: Final = 0.1
MOVES_A_MEETING: Final = 0.2
CANCELS_IT: Final = 0.1
KEEPS_IT_IN_MIND: Final = 0.6

AT_ONCE: Final = 1_000
LONG_AGO: Final = timedelta(days=183)

COMMENTS: Final = (
    (CommentKind.INFORMATION, "L’entreprise compte deux associés et cherche à embaucher d’ici trois mois."),
    (CommentKind.COORDINATION, "Je l’appelle demain ; pouvez-vous attendre mon retour ?"),
    (CommentKind.ANSWER, "J’ai envoyé les deux formulaires, et expliqué les délais."),
    (CommentKind.APPOINTMENT, ""),
)


@frozen
class Waiting:
    """A need put before a team, and where that team stands."""

    need: str
    team: str
    stance: Stance = Stance.PENDING


@frozen
class Meeting:
    """An appointment that somebody wrote in a thread."""

    need: str
    team: str
    comment: str


@define(eq=False)
class Advising:
    """What teams do of the needs they have; each has its habits, the same at every time it is played."""

    container: Container
    random: Random
    somebody: Person
    _people: dict[str, Person] = field(init=False, factory=dict)
    _seen: Due = field(init=False)
    _waiting: list[Waiting] = field(init=False)
    _meetings: list[Meeting] = field(init=False, factory=list)

    @_seen.default
    def _long_ago(self) -> Due:
        return Due(at=self.container.clock()() - LONG_AGO, need="")

    @_waiting.default
    def _taken(self) -> list[Waiting]:
        """What was taken before time was played."""
        with self.container.read()() as work:
            teams = work.directories.current().directory.teams
            taken = work.loads.taken(teams, self.container.clock()())
        return [Waiting(one.need, team, Stance.TAKEN) for team, dues in taken.items() for one in dues]

    def work(self, at: datetime) -> None:
        """A day of work."""
        self._waiting += self._received(at)
        self._waiting = list(self._answered())
        for one in self._waiting:
            if one.stance is Stance.TAKEN and self.random.random() < WRITES:
                self._write(one, at)
        self._meetings = list(self._met(at))

    def _received(self, at: datetime) -> Iterator[Waiting]:
        """What was put before teams since they last looked."""
        more = True
        while more:
            with self.container.read()() as work:
                dues = work.dues.sent(self._seen, at, AT_ONCE)
            self._seen = dues[-1] if dues else self._seen
            more = len(dues) == AT_ONCE
            for due in dues:
                yield Waiting(due.need, due.team)

    def _answered(self) -> Iterator[Waiting]:
        for one in self._waiting:
            said = self._said(one)
            if said is None:
                if one.stance is not Stance.REFUSED or self.random.random() >= TURNS_THE_PAGE:
                    yield one
                continue
            try:
                self.container.take_position()(self._advisor(one.team), one.need, one.team, said)
            except Refusal:
                continue  # another team was faster, or staff took it back
            if said is TAKEN and Random(one.need).random() < LOSES_ITS_LINK:  # noqa: S311 - same
                self.container.renew_need_link()(self._advisor(one.team), one.need, one.team)
            if said.stance in HABITS:
                yield evolve(one, stance=said.stance)

    def _said(self, one: Waiting) -> NewPosition | None:
        habit = Random(one.team).random()  # noqa: S311 - a habit, not a secret
        if habit < NEVER_ANSWER or (habit < NEVER_CLOSE and one.stance is Stance.TAKEN):
            return None
        drawn = self.random.random()
        for said, likely in HABITS[one.stance]:
            if drawn < likely:
                return said
            drawn -= likely
        return None

    def _write(self, one: Waiting, at: datetime) -> None:
        kind, text = self.random.choice(COMMENTS)
        with self.container.read()() as work:
            others = [it.team for it in work.needs.get(one.need).referrals if it.team != one.team]
        new = NewComment(
            kind=kind,
            text=text,
            appointment=self._soon(at) if kind is CommentKind.APPOINTMENT else None,
            mentions=tuple(self.random.sample(others, min(1, len(others)))),
            team=one.team,
        )
        try:
            written = self.container.write_comment()(self._advisor(one.team), one.need, new)
        except Refusal:
            return  # staff took the need back
        if kind is CommentKind.APPOINTMENT:
            self._meetings.append(Meeting(one.need, one.team, written.id))

    def _met(self, at: datetime) -> Iterator[Meeting]:
        """Those that may still be moved or cancelled."""
        for one in self._meetings:
            drawn, correcting = self.random.random(), self.container.correct_comment()
            advisor = self._advisor(one.team)
            try:
                if drawn < MOVES_A_MEETING:
                    correcting(advisor, one.need, one.comment, Correction(appointment=self._soon(at)))
                elif drawn < MOVES_A_MEETING + CANCELS_IT:
                    correcting.withdraw(advisor, one.need, one.comment)
                elif drawn < KEEPS_IT_IN_MIND:
                    yield one
            except Refusal:
                continue  # the need was taken back from the team

    def _soon(self, at: datetime) -> Appointment:
        """One of the next days, at an hour when people meet."""
        day = at.astimezone(PARIS) + timedelta(days=self.random.randint(2, 9))
        hour = day.replace(hour=self.random.randint(9, 17), minute=self.random.choice((0, 30)), second=0)
        return Appointment(at=hour, place="dans les locaux de l’entreprise")

    def _advisor(self, team: str) -> Person:
        """Somebody of that team; a mailbox that nobody belongs to is read by the advisor of the guide."""
        if team not in self._people:
            members = self.container.read_directory().current().members.get(team, ())
            one = self._account(members[0]) if members else self.somebody
            self._people[team] = evolve(one, teams=frozenset({team}))
        return self._people[team]

    def _account(self, advisor: Advisor) -> Person:
        """An advisor's account, opened the first time they act, with the password of the guide's."""
        with self.container.begin()() as work:
            account = work.accounts.by_email(advisor.email)
            if account is None:
                account = Account(
                    id=self.container.ids()(),
                    email=advisor.email,
                    name=advisor.name,
                    password_hash=work.accounts.get(self.somebody.id).password_hash,
                    roles=self.somebody.roles,
                )
                work.accounts.add(account)
                version = self.container.settings().terms_version
                work.terms_acceptances.add(account.id, version, self.container.clock()())
        return Person(id=account.id, email=account.email, name=account.name, roles=account.roles)
