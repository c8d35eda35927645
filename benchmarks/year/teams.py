"""Teams of a year: they answer what they are told of, late, while they are away, or never."""

from datetime import date, timedelta
from random import Random
from typing import Final

from attrs import define, field

from benchmarks.year.agenda import Act, Agenda
from conseillers_application.mails import LastChanceMail, NeedMail, RecapMail
from conseillers_application.read_inbox import InboxRequest
from conseillers_domain.accounts import Account, Person, Role
from conseillers_domain.calendar import ONE_DAY, day_of, opening_of
from conseillers_domain.comment_words import Appointment, CommentKind, NewComment
from conseillers_domain.directory import Advisor, Directory
from conseillers_domain.errors import NotFound
from conseillers_domain.position import HelpKind, NewPosition, RefusalReason, Stance
from conseillers_entrypoints.container import Container

SLEEPS: Final = 0.12
"""Of the teams: those that answer nothing, but for a reminder that wakes them."""
FORGETS: Final = 0.1
"""Of the mails to the others: those that nobody acts upon."""
WAKES: Final = 0.1
USUAL_DELAY: Final = timedelta(days=3)
SLOW: Final = 0.1
SLOW_DELAY: Final = timedelta(days=35)
UNTIL_CLOSED: Final = timedelta(days=14)

TAKEN: Final = NewPosition(stance=Stance.TAKEN)
REFUSED: Final = NewPosition(stance=Stance.REFUSED, reason=RefusalReason.NO_CAPACITY)
PUT_BACK: Final = NewPosition(stance=Stance.PENDING)
TAKES: Final = 0.7

ENDINGS: Final = (
    (NewPosition(stance=Stance.CLOSED_HELPED, help=(HelpKind.ADVICE,)), 60),
    (NewPosition(stance=Stance.CLOSED_NO_HELP), 13),
    (NewPosition(stance=Stance.CLOSED_UNREACHABLE), 15),
    (PUT_BACK, 3),
    (None, 9),
)
"""What becomes of a need that a team took, in a hundred; None: the team never says."""
REOPENS: Final = 0.02
COMMENTS: Final = 0.15
MEETS: Final = 0.25


@define(eq=False)
class Teams:
    """The teams of a directory; the same seed gives the same ones."""

    container: Container
    agenda: Agenda
    random: Random
    _directory: Directory = field(init=False)
    _codes: dict[str, str] = field(init=False)
    _asleep: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._directory = self.container.read_directory().current()
        self._codes = {one.mailbox: code for code, one in self._directory.teams.items()}
        version, at = self.container.settings().terms_version, self.container.clock()()
        with self.container.begin()() as work:
            for email in self._directory.advisors:
                roles = frozenset({Role.ADVISOR})
                work.accounts.add(Account(id=email, email=email, name=email, password_hash="", roles=roles))
                work.terms_acceptances.add(email, version, at)
        self._asleep = frozenset(code for code in self._directory.teams if self.random.random() < SLEEPS)

    def reads(self, to: str, mail: object) -> None:
        """What a team does of a mail in its box."""
        team = self._codes.get(to)
        if team is None or team not in self._directory.members:
            return
        if isinstance(mail, NeedMail):
            if team not in self._asleep and self.random.random() >= FORGETS:
                self._when_there(team, self._delay(), lambda: self._open(team, mail.need_url))
        elif isinstance(mail, RecapMail | LastChanceMail) and self.random.random() < WAKES:
            self._when_there(team, USUAL_DELAY / 4, lambda: self._look(team))

    def _delay(self) -> timedelta:
        mean = SLOW_DELAY if self.random.random() < SLOW else USUAL_DELAY
        return mean * self.random.expovariate(1)

    def _when_there(self, team: str, after: timedelta, act: Act) -> None:
        """Do it that much later, at work; once somebody is back if all are away then."""
        at = self.agenda.clock.present + after
        day = day_of(at)
        while self._present(team, day) is None:
            day += ONE_DAY
        self.agenda.at_work(max(at, opening_of(day)), act)

    def _present(self, team: str, day: date) -> Advisor | None:
        return next((one for one in self._directory.members[team] if not one.absent(day)), None)

    def _somebody(self, team: str) -> Person:
        advisor = self._present(team, day_of(self.agenda.clock.present)) or self._directory.members[team][0]
        return Person(
            id=advisor.email,
            email=advisor.email,
            name=advisor.name,
            roles=frozenset({Role.ADVISOR}),
            teams=frozenset(advisor.teams),
            supervised=frozenset(),
        )

    def _open(self, team: str, url: str) -> None:
        """Open the link of a mail and answer; once it is over, look in the inbox."""
        try:
            sheet = self.container.open_need_link()(self._somebody(team), url.rpartition("/")[2])
        except NotFound:
            self._look(team)
            return
        self._answer(team, sheet.id)

    def _look(self, team: str) -> None:
        """Answer what waits longest on the first page of the inbox."""
        page = self.container.read_inbox()(self._somebody(team), InboxRequest())
        for one in page.items[-1:]:
            self._answer(one.team, one.id)

    def _answer(self, team: str, need: str) -> None:
        takes = self.random.random() < TAKES
        self._say(team, need, TAKEN if takes else REFUSED)
        if takes:
            self._go_on(team, need)

    def _go_on(self, team: str, need: str) -> None:
        if self.random.random() < COMMENTS:
            self._when_there(team, timedelta(hours=20), lambda: self._comment(team, need))
        (ending,) = self.random.choices([one for one, _ in ENDINGS], [share for _, share in ENDINGS])
        if ending is not None:
            after = UNTIL_CLOSED * self.random.expovariate(1)
            self._when_there(team, after, lambda: self._close(team, need, ending))

    def _close(self, team: str, need: str, ending: NewPosition) -> None:
        self._say(team, need, ending)
        if ending is not PUT_BACK and self.random.random() < REOPENS:
            self._when_there(team, USUAL_DELAY, lambda: self._reopen(team, need))

    def _reopen(self, team: str, need: str) -> None:
        self._say(team, need, TAKEN)
        self._go_on(team, need)

    def _say(self, team: str, need: str, said: NewPosition) -> None:
        self.container.take_position()(self._somebody(team), need, team, said)

    def _comment(self, team: str, need: str) -> None:
        today = day_of(self.agenda.clock.present)
        meets = self.random.random() < MEETS
        new = NewComment(
            team=team,
            kind=CommentKind.APPOINTMENT if meets else CommentKind.INFORMATION,
            text="L’entreprise a été jointe : elle attend un devis.",
            appointment=Appointment(at=opening_of(today + 5 * ONE_DAY)) if meets else None,
        )
        self.container.write_comment()(self._somebody(team), need, new)
