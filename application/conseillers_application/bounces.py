"""What comes back: a mail server that took a mail says later that it could not deliver it."""

from enum import StrEnum

from attrs import frozen

from conseillers_application.letters import Letter, LetterState, RefusedAddress
from conseillers_application.mail_names import letter_of
from conseillers_application.mails import Why
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_application.refused_addresses import address_key, mark, mark_address
from conseillers_domain.errors import NotFound

AWAY = frozenset({LetterState.SENT, LetterState.SENDING})
"""Letters a bounce may tell something new of."""


@frozen(kw_only=True)
class Bounce:
    """What a mail server says of one mail that it had taken.

    `message_id`: that of the mail, when it is told. `recipient`: whom it could not be delivered to.
    `code`: as `5.1.1`. `for_good`: no later try could do. `over`: the server tries no more.
    """

    message_id: str | None
    recipient: str | None
    why: Why
    code: str | None
    for_good: bool
    over: bool = True


class BounceOutcome(StrEnum):
    """What a bounce changed."""

    REFUSED = "refused"
    GIVEN_UP = "given_up"
    ADDRESS_MARKED = "address_marked"
    DELAYED = "delayed"
    FORWARDED = "forwarded"
    KNOWN = "known"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            BounceOutcome.REFUSED: "mail refusé pour de bon",
            BounceOutcome.GIVEN_UP: "mail abandonné par un serveur",
            BounceOutcome.ADDRESS_MARKED: "adresse marquée",
            BounceOutcome.DELAYED: "mail seulement retardé",
            BounceOutcome.FORWARDED: "refusé plus loin, à une autre adresse que la nôtre",
            BounceOutcome.KNOWN: "déjà su",
            BounceOutcome.UNKNOWN: "sans rapport avec un mail du service",
        }[self]


@frozen(kw_only=True)
class AccountForBounce:
    """Says of a letter what came back of it; said again, or of a mail that is none of ours, it does nothing.

    A letter's name is known to those it was written to only: who writes a false bounce harms nobody else.
    """

    begin: UnitOfWork
    secrets: Secrets
    now: Clock
    mail_domain: str

    @once_more
    def __call__(self, bounce: Bounce) -> BounceOutcome:
        """What it changed."""
        key = address_key(self.secrets, bounce.recipient) if bounce.recipient else None
        with self.begin() as work:
            if bounce.message_id is None:
                return self._of_address(work, bounce, key)
            letter = self._letter(work, bounce.message_id)
            if letter is None or letter.address_key is None:
                return BounceOutcome.UNKNOWN
            if key is not None and key != letter.address_key:
                return BounceOutcome.FORWARDED
            return self._of_letter(work, bounce, letter)

    def _letter(self, work: Work, name: str) -> Letter | None:
        letter_id = letter_of(name, self.mail_domain)
        if letter_id is None:
            return None
        try:
            return work.letters.get(letter_id)
        except NotFound:
            return None

    def _of_letter(self, work: Work, bounce: Bounce, letter: Letter) -> BounceOutcome:
        if letter.state not in AWAY:
            return BounceOutcome.KNOWN
        at = self.now()
        if bounce.for_good:
            letter = letter.refused(bounce.why, bounce.code, at)
            work.letters.save(letter)
            mark_address(work, letter)
            return BounceOutcome.REFUSED
        if bounce.over:
            work.letters.save(letter.given_up(at, bounce.why, bounce.code))
            return BounceOutcome.GIVEN_UP
        return BounceOutcome.DELAYED

    def _of_address(self, work: Work, bounce: Bounce, key: str | None) -> BounceOutcome:
        """Of which letter is not told: none is changed, but the address is known to be wrong."""
        sent = work.ledger.written_to(key, LetterState.SENT, 1) if key else ()
        if not sent:
            return BounceOutcome.UNKNOWN
        if not (bounce.for_good and bounce.why.of_address):
            return BounceOutcome.DELAYED
        if work.refused_addresses.find(str(key)) is not None:
            return BounceOutcome.KNOWN
        marked = RefusedAddress(
            key=str(key), why=bounce.why, code=bounce.code, at=self.now(), letter=sent[0].id
        )
        mark(work, marked)
        return BounceOutcome.ADDRESS_MARKED
