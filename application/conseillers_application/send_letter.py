"""A letter leaves: it is written from what is true now, handed to the post, and marked (CGU 4.3.B)."""

from attrs import evolve, frozen

from conseillers_application.leaving_hours import leaves_at
from conseillers_application.letter_writers import WRITERS, Desk
from conseillers_application.letters import (
    DONE,
    NOT_NEEDED,
    SAYS_THE_PRESENT,
    TO_COMPANIES,
    Letter,
    LetterState,
)
from conseillers_application.mail_names import message_id
from conseillers_application.mails import Mail, MailDelayed, MailRefused, Why
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Post, UnitOfWork, Work
from conseillers_application.refused_addresses import address_key, mark_address
from conseillers_domain.persons import PersonMeasure


@frozen(kw_only=True)
class SendLetter:
    """Sends one letter; said again, it does nothing more, and its Message-ID is the same at every try.

    Two transactions: it leaves, then it is known what came of it; that it is sent is only noted, for a mail
    sent again is recognised by its Message-ID.
    """

    begin: UnitOfWork
    note: UnitOfWork
    post: Post
    desk: Desk
    now: Clock
    mail_domain: str

    def __call__(self, letter_id: str) -> None:
        """Raises MailDelayed when it has to be tried again later."""
        try:
            mail = self._written(letter_id)
            if mail is None:
                return
            self.post.send(mail)
        except MailRefused as never:
            self._refused(letter_id, never)
        except MailDelayed as later:
            if self._delayed(letter_id, later):
                raise
        else:
            self._sent(letter_id)

    @once_more
    def _written(self, letter_id: str) -> Mail | None:
        """The mail, marked as leaving in one transaction; None when there is nothing to send any more."""
        at = self.now()
        with self.begin() as work:
            letter = work.letters.get(letter_id)
            if letter.state in DONE:
                return None
            fact = work.outbox.get(letter.fact)
            opening = leaves_at(work, letter, fact, at)
            if opening > at:
                work.letters.queue_again(evolve(letter, not_before=opening))
                return None
            left = _left_to_the_next(work, letter)
            written = None if left else WRITERS[letter.kind](self.desk, work, letter, fact, at)
            if written is None or not written[0]:  # nobody to write to: they are forgotten
                work.letters.save(letter.settled(LetterState.NEEDLESS, at))
                return None
            to, content = written
            if self._unwanted(work, letter, to):
                work.letters.save(letter.settled(LetterState.NEEDLESS, at))
                return None
            letter = letter.leaving(address_key(self.desk.secrets, to), at)
            before = work.refused_addresses.find(str(letter.address_key))
            if before is not None:
                work.letters.save(letter.refused(Why.ADDRESS_REFUSED_BEFORE, before.code, at))
                return None
            work.letters.save(letter)
        return Mail(to=to, message_id=message_id(letter_id, self.mail_domain), content=content)

    def _unwanted(self, work: Work, letter: Letter, to: str) -> bool:
        """Whether who deposited a demand asked that such a mail not be written to them."""
        if letter.kind not in TO_COMPANIES and letter.kind not in NOT_NEEDED:
            return False
        asked = work.person_measures.of(address_key(self.desk.secrets, to))
        return PersonMeasure.RESTRICTION in asked or (
            PersonMeasure.OPPOSITION in asked and letter.kind in NOT_NEEDED
        )

    @once_more
    def _sent(self, letter_id: str) -> None:
        with self.note() as work:
            letter = work.letters.get(letter_id)
            # Refused already: its bounce was faster than this transaction.
            if letter.state is not LetterState.REFUSED:
                work.letters.save(letter.settled(LetterState.SENT, self.now()))

    @once_more
    def _refused(self, letter_id: str, never: MailRefused) -> None:
        at = self.now()
        with self.begin() as work:
            letter = work.letters.get(letter_id).refused(never.why, never.code, at)
            work.letters.save(letter)
            mark_address(work, letter)

    @once_more
    def _delayed(self, letter_id: str, later: MailDelayed) -> bool:
        """Whether there is another try; otherwise the letter is dead, in the transaction that says so."""
        at = self.now()
        with self.begin() as work:
            letter = work.letters.get(letter_id)
            if later.why is Why.NO_RECIPIENT:
                letter = letter.leaving(None, at)
            letter = letter.delayed(later.why, later.code, at)
            if letter.state is LetterState.DEAD:
                work.letters.save(letter)
                return False
            work.letters.put_back(letter)
        return True


def _left_to_the_next(work: Work, letter: Letter) -> bool:
    """Whether who was handing it over died, and a later letter tells what it would tell now.

    Nobody knows whether it arrived. Written again it would say, under the same name, other words than those
    it may have arrived with; and what the next one says.
    """
    return (
        letter.kind in SAYS_THE_PRESENT
        and letter.state is LetterState.SENDING
        and work.letters.followed(letter)
    )
