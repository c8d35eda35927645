"""Why a mail did not leave, or did not arrive."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Why(StrEnum):
    """Why a mail did not leave, or did not arrive: what people can act upon."""

    UNKNOWN_MAILBOX = "unknown_mailbox"
    CLOSED_MAILBOX = "closed_mailbox"
    FULL_MAILBOX = "full_mailbox"
    UNKNOWN_DOMAIN = "unknown_domain"
    ADDRESS_REFUSED_BEFORE = "address_refused_before"
    MESSAGE = "message"
    POLICY = "policy"
    SERVER = "server"
    NO_RECIPIENT = "no_recipient"
    NO_MORE_TRIES = "no_more_tries"

    @property
    def label(self) -> str:
        """As people read it."""
        return _WHY[self]

    @property
    def of_address(self) -> bool:
        """Whether the address itself is at fault: nothing more will reach it."""
        return self in OF_ADDRESS


OF_ADDRESS: Final = frozenset({Why.UNKNOWN_MAILBOX, Why.CLOSED_MAILBOX, Why.FULL_MAILBOX, Why.UNKNOWN_DOMAIN})


_WHY: Final[Mapping[Why, str]] = {
    Why.UNKNOWN_MAILBOX: "la boîte aux lettres n’existe pas",
    Why.CLOSED_MAILBOX: "la boîte aux lettres est fermée",
    Why.FULL_MAILBOX: "la boîte aux lettres est pleine",
    Why.UNKNOWN_DOMAIN: "aucun serveur ne reçoit pour cette adresse",
    Why.ADDRESS_REFUSED_BEFORE: "l’adresse a déjà été refusée",
    Why.MESSAGE: "ce mail-ci est refusé",
    Why.POLICY: "le serveur ne veut pas de nos mails",
    Why.SERVER: "le serveur de mail ne le prend pas pour l’instant",
    Why.NO_RECIPIENT: "son destinataire n’est plus dans l’annuaire",
    Why.NO_MORE_TRIES: "chaque essai a échoué",
}


class _NotSent(Exception):  # noqa: N818 - what its two kinds are
    """What came of handing a mail over; its text is for logs and names nobody."""

    def __init__(self, text: str, why: Why, code: str | None = None) -> None:
        """Keep why, and the server's code when it gave one: `550 5.1.1`."""
        super().__init__(text)
        self.why = why
        self.code = code


class MailRefused(_NotSent):
    """The mail server refuses this mail for good: trying again changes nothing (SMTP 5xx)."""

    def __init__(self, text: str, why: Why = Why.MESSAGE, code: str | None = None) -> None:
        """Unless it is told, it is this mail that is refused, not its addressee."""
        super().__init__(text, why, code)


class MailDelayed(_NotSent):
    """The mail server is out of reach, says to come back later (SMTP 4xx), or does not want us."""

    def __init__(self, text: str, why: Why = Why.SERVER, code: str | None = None) -> None:
        """Unless it is told, it is the server that is at fault."""
        super().__init__(text, why, code)
