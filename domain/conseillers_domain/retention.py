"""How long personal data are kept: one table of classes, each with its clock (CGU 6.2, domain §8)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import frozen


class Keeping(StrEnum):
    """A class of personal data that is kept for one time; the values are stored and travel."""

    COMPANY = "company"
    MAILS = "mails"
    REFUSED_ADDRESSES = "refused_addresses"
    LINKS = "links"
    REPLIES = "replies"
    SPAM = "spam"
    NOTES = "notes"
    ACCESS_REQUESTS = "access_requests"
    INVITATIONS = "invitations"
    ACCOUNTS = "accounts"
    DIRECTORY = "directory"
    SESSIONS = "sessions"
    INCIDENTS = "incidents"
    DRAFTS = "drafts"
    EXPORTS = "exports"
    SIGN_INS = "sign_ins"
    JOURNAL = "journal"
    MAIL_FILES = "mail_files"


@frozen(kw_only=True)
class Rule:
    """What is kept in a class, since when its time counts, and what becomes of it then.

    `clock`: the name of the setting that says how long, None when each thing says itself when it is over.
    """

    label: str
    since: str
    then: str
    clock: str | None


RULES: Final[Mapping[Keeping, Rule]] = {
    Keeping.LINKS: Rule(
        label="liens des courriers",
        since="leur expiration",
        then="effacés",
        clock="link_kept_days",
    ),
    Keeping.NOTES: Rule(
        label="notes des paniers de suivi",
        since="la note",
        then="effacées",
        clock="note_days",
    ),
    Keeping.COMPANY: Rule(
        label="demandes, besoins et tout ce qui s’en est écrit",
        since="la dernière activité",
        then="anonymisés",
        clock="company_days",
    ),
    Keeping.MAILS: Rule(
        label="empreintes des adresses auxquelles un courrier est parti",
        since="le jour où il était dû",
        then="effacées",
        clock="mail_days",
    ),
    Keeping.REFUSED_ADDRESSES: Rule(
        label="empreintes des adresses injoignables",
        since="le refus",
        then="effacées",
        clock="refused_address_days",
    ),
    Keeping.REPLIES: Rule(
        label="réponses gardées pour une requête répétée",
        since="la réponse",
        then="effacées",
        clock="reply_days",
    ),
    Keeping.SPAM: Rule(
        label="liste des indésirables",
        since="l’inscription",
        then="effacée",
        clock="spam_days",
    ),
    Keeping.ACCESS_REQUESTS: Rule(
        label="demandes d’accès",
        since="la décision",
        then="anonymisées",
        clock="access_request_days",
    ),
    Keeping.INVITATIONS: Rule(
        label="invitations",
        since="leur fin",
        then="anonymisées",
        clock="invitation_kept_days",
    ),
    Keeping.ACCOUNTS: Rule(
        label="comptes terminés",
        since="la fin du compte",
        then="anonymisés",
        clock="ended_account_days",
    ),
    Keeping.DIRECTORY: Rule(
        label="conseillers des anciennes versions de l’annuaire",
        since="la fin de la dernière version qui les nomme",
        then="anonymisés",
        clock="directory_days",
    ),
    Keeping.SESSIONS: Rule(
        label="sessions",
        since="leur expiration",
        then="effacées",
        clock="session_days",
    ),
    Keeping.INCIDENTS: Rule(
        label="récits des incidents clos",
        since="la dernière ligne du suivi",
        then="effacés",
        clock="incident_days",
    ),
    Keeping.DRAFTS: Rule(
        label="brouillons",
        since="leur création",
        then="effacés",
        clock=None,
    ),
    Keeping.EXPORTS: Rule(
        label="fichiers demandés",
        since="la demande",
        then="effacés",
        clock=None,
    ),
    Keeping.SIGN_INS: Rule(
        label="échecs de connexion, lieux, réinitialisations et seconds facteurs jamais confirmés",
        since="ce que dit chacun",
        then="effacés",
        clock=None,
    ),
    Keeping.JOURNAL: Rule(
        label="journaux des actes et des consultations",
        since="chaque ligne",
        then="effacés",
        clock=None,
    ),
    Keeping.MAIL_FILES: Rule(
        label="courriers posés dans un dossier",
        since="le jour où ils étaient dus",
        then="effacés",
        clock="mail_file_days",
    ),
}
"""Every class, in the order in which they are looked through: what goes with a company, before it."""


@frozen(kw_only=True)
class Old:
    """A thing whose time may be over; `since`: when its clock began. `place`: where it stands in its order.

    `restricted`: its person asked that nothing be done with it any more, forgetting it included.
    """

    id: str
    since: datetime
    place: str
    restricted: bool = False

    def over(self, now: datetime, kept: timedelta) -> bool:
        """Whether it may be kept no longer."""
        return not self.restricted and now - self.since > kept
