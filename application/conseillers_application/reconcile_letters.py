"""No letter is forgotten: one that waits with nothing to send it is found and put back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.jobs import Jobs, JobState
from conseillers_application.letters import Letter
from conseillers_application.once_more import once_more
from conseillers_application.ports import SEND_LETTER, Clock, UnitOfWork

SILENT_FOR: Final = timedelta(hours=2)
"""A letter that is tried again is heard of every hour: nothing said for longer asks for a look."""
AT_ONCE: Final = 1_000


@frozen(kw_only=True)
class Reconciled:
    """How many letters were given a job again, and how many were given up because theirs was."""

    put_back: int = 0
    given_up: int = 0


@frozen(kw_only=True)
class ReconcileLetters:
    """Compares the letters that should have left with the jobs that should send them.

    Both are kept in one transaction and restored together, so they agree; a job deleted by hand, given up by
    its engine or lost with its worker at its last try leaves a letter that nobody would send.
    """

    begin: UnitOfWork
    read: UnitOfWork
    jobs: Jobs
    now: Clock

    def __call__(self) -> Reconciled:
        """What had to be mended; nothing when all is well."""
        put_back = given_up = 0
        for letters in self._overdue():
            held = self.jobs.held(SEND_LETTER, [one.id for one in letters])
            for letter in letters:
                if held.get(letter.id) in {JobState.TODO, JobState.DOING}:
                    continue
                if not self._mend(letter, given_up=letter.id in held):
                    continue
                if letter.id in held:
                    given_up += 1
                else:
                    put_back += 1
        return Reconciled(put_back=put_back, given_up=given_up)

    def _overdue(self) -> Iterator[tuple[Letter, ...]]:
        since, after = self.now() - SILENT_FOR, ""
        while True:
            with self.read() as work:
                found = work.ledger.overdue(since, after, AT_ONCE)
            if not found:
                return
            yield found
            after = found[-1].id

    @once_more
    def _mend(self, letter: Letter, *, given_up: bool) -> bool:
        """Whether there was something to mend: its job may have ended well since it was looked for."""
        at = self.now()
        with self.begin() as work:
            if work.letters.get(letter.id) != letter:
                return False
            if given_up:
                work.letters.save(letter.given_up(at))
            else:
                work.letters.queue_again(letter.again(at))
        return True
