"""Retention: what is kept of persons for too long is forgotten, and a signed account says what was (CGU 6.2).

A run looks at all that is over, whenever it became so: a run that was missed is made up for.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from conseillers_application.account_states import DirectoryMade, say_suspended
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, MailFiles, RetentionRun, Secrets, UnitOfWork, Work
from conseillers_application.retention_accounts import PROVES_RUN, Certificate, ClassDone, run_text
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Refusal
from conseillers_domain.journal import COMMAND_LINE, SERVICE
from conseillers_domain.retention import RULES, Keeping

AT_ONCE: Final = 100
"""Things forgotten in a transaction."""
MOST_ASKED: Final = 2_000
"""Things of a class forgotten when somebody waits for it: the night does the rest."""

FORGOTTEN: Final = "Comptes terminés, dont les personnes sont oubliées."
"""Why the directory that knew them suspended changes."""

Chore = Callable[[], object]
"""What a job of its own forgets; it answers how many, or nothing."""


@frozen(kw_only=True)
class RunRetention:
    """Forgets what is over, class by class, a few things a transaction; or says what would be.

    `kept`: how long each class is, for those with a clock. `chores`: the others, by the job that minds them.
    `leave_no_trace`: has the store keep nothing of what it forgot.
    """

    begin: UnitOfWork
    read: UnitOfWork
    secrets: Secrets
    now: Clock
    new_id: Ids
    kept: Mapping[Keeping, timedelta]
    chores: Mapping[Keeping, Chore]
    mail_files: MailFiles
    leave_no_trace: Callable[[], None]

    def __call__(self, person: Person, *, dry_run: bool) -> Certificate:
        """What was done, a bounded part of it when there is much. Raises NotFound to who may not."""
        person.must_be_allowed(Act.RUN_RETENTION)
        return self._run(person.id, dry_run=dry_run, most=MOST_ASKED)

    def regularly(self) -> Certificate:
        """All of it, as every night."""
        return self._run(SERVICE, dry_run=False, most=None)

    def by_command(self, *, dry_run: bool) -> Certificate:
        """All of it, for who has the machine."""
        return self._run(COMMAND_LINE, dry_run=dry_run, most=None)

    def _run(self, by: str, *, dry_run: bool, most: int | None) -> Certificate:
        begun = self.now()
        done = tuple(self._class(keeping, begun, dry_run=dry_run, most=most) for keeping in RULES)
        if not dry_run:
            self.leave_no_trace()
        certificate = Certificate(
            id=self.new_id(),
            by=by,
            dry_run=dry_run,
            begun_at=begun,
            ended_at=self.now(),
            complete=all(one.complete for one in done),
            classes=done,
        )
        return self._signed(certificate)

    @once_more
    def _signed(self, certificate: Certificate) -> Certificate:
        text = run_text(certificate)
        signature = self.secrets.sign(PROVES_RUN, text)
        with self.begin() as work:
            work.retention_runs.add(
                RetentionRun(id=certificate.id, at=certificate.ended_at, text=text, signature=signature)
            )
        return evolve(certificate, signature=signature)

    def _class(self, keeping: Keeping, at: datetime, *, dry_run: bool, most: int | None) -> ClassDone:
        kept = self.kept.get(keeping)
        if kept is None:
            return self._chore(ClassDone.of(keeping, None, None, None), dry_run=dry_run)
        before = at - kept
        if keeping is Keeping.MAIL_FILES:
            files = self.mail_files
            return ClassDone.of(
                keeping, kept, before, files.count(before) if dry_run else files.forget(before)
            )
        return self._batches(ClassDone.of(keeping, kept, before, 0), kept, at, dry_run=dry_run, most=most)

    def _chore(self, done: ClassDone, *, dry_run: bool) -> ClassDone:
        if dry_run:
            return done
        try:
            answered = self.chores[done.keeping]()
        except Refusal:  # a journal that was touched: whoever verifies it is told, and the rest goes on
            return evolve(done, complete=False)
        return evolve(done, things=answered if isinstance(answered, int) else None)

    def _batches(
        self, done: ClassDone, kept: timedelta, at: datetime, *, dry_run: bool, most: int | None
    ) -> ClassDone:
        things, rows, place = 0, Counter[str](), ""
        some = self._counted if dry_run else self._forgotten
        while most is None or things < most:
            found, forgotten, last = some(done.keeping, kept, at, place)
            things += found
            rows.update(forgotten)
            if last is None:
                return evolve(done, things=things, rows=dict(sorted(rows.items())))
            place = last
        return evolve(done, things=things, rows=dict(sorted(rows.items())), complete=False)

    @once_more
    def _counted(
        self, keeping: Keeping, kept: timedelta, at: datetime, place: str
    ) -> tuple[int, Mapping[str, int], str | None]:
        with self.read() as work:
            over, last = _over(work, keeping, kept, at, place)
        return len(over), {}, last

    @once_more
    def _forgotten(
        self, keeping: Keeping, kept: timedelta, at: datetime, place: str
    ) -> tuple[int, Mapping[str, int], str | None]:
        with self.begin() as work:
            over, last = _over(work, keeping, kept, at, place)
            if keeping is Keeping.ACCOUNTS:
                let_go(work, over, at)
            rows = work.retention.forget(keeping, over, at) if over else {}
        return len(over), rows, last


def _over(
    work: Work, keeping: Keeping, kept: timedelta, at: datetime, place: str
) -> tuple[list[str], str | None]:
    """What is over of a class from that place on, and where to go on from, if there may be more."""
    found = work.retention.old(keeping, at - kept, place, AT_ONCE)
    over = [one.id for one in found if one.over(at, kept)]
    if keeping is Keeping.ACCOUNTS:
        over = nameless(work, over)
    return over, found[-1].place if len(found) == AT_ONCE else None


def nameless(work: Work, accounts: list[str]) -> list[str]:
    """Of these ended accounts, those that the directory in force does not name.

    Forgotten before, they would be suspended no more, and their teams have needs that nobody reads.
    """
    named = work.directories.current().directory.advisors
    return [one for one in accounts if work.accounts.get(one).email.lower() not in named]


def let_go(work: Work, accounts: list[str], at: datetime) -> None:
    """Have the directory in force say no more that these accounts are suspended: nobody can use them."""
    suspended = work.directories.current().directory.suspended
    left = suspended - {work.accounts.get(one).email.lower() for one in accounts}
    if left != suspended:
        say_suspended(work, left, DirectoryMade(by=SERVICE, at=at, why=FORGOTTEN))
