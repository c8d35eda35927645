"""What each table keeps of persons: in which class of retention, or why nothing (domain §8).

A table that is missing here, or a column of one that is not named, fails a test: who adds one says what it
keeps.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from attrs import frozen

from conseillers_domain.retention import Keeping


@frozen
class Anonymised:
    """Rows stay, for figures: `emptied` says which columns do not keep what they held, `left` which do."""

    keeping: Keeping
    emptied: frozenset[str]
    left: frozenset[str]


@frozen
class Deleted:
    """Rows go, whole, with a class; when the thing they hang on goes, at the latest."""

    keeping: Keeping


@frozen
class NoPerson:
    """Nothing in it is about a person; `why` says what is."""

    why: str


Held: TypeAlias = Anonymised | Deleted | NoPerson


def _anonymised(keeping: Keeping, emptied: str, left: str) -> Anonymised:
    return Anonymised(keeping, frozenset(emptied.split()), frozenset(left.split()))


IDENTIFIERS: Final = NoPerson("identifiers, dates and codes only")

HELD: Final[Mapping[str, Held]] = {
    "demands": _anonymised(
        Keeping.COMPANY,
        # `origin`: the site is left; `establishment`: commune, NAF, bracket; `aside`: the reason's code.
        "description first_name last_name phone email siret answers origin establishment aside",
        "id version state landing subject terms_version declares_accuracy deposited_at flags merged_into "
        "forgotten_at restricted_at",
    ),
    "needs": _anonymised(
        Keeping.COMPANY,
        "company words routing",
        "id demand version subject created_at deposited_at status commune_name",
    ),
    "positions": _anonymised(
        Keeping.COMPANY, "note corrections", "need team rank stance by at side reason help"
    ),
    "traces": _anonymised(Keeping.COMPANY, "reason", "id demand need gesture by at teams to"),
    "comments": _anonymised(
        Keeping.COMPANY,
        "text place",
        "comment rank need number first by team at kind appointment_at mentions told",
    ),
    "surveys": _anonymised(
        Keeping.COMPANY,
        "comment",
        "id need subject asked_at contacted useful mark agrees_to_share answered_at shared_at shared_by",
    ),
    "company_answers": _anonymised(Keeping.COMPANY, "text", "task version edited_at edited_by"),
    "basket_actions": _anonymised(Keeping.NOTES, "note", "id basket subject kind by at until told"),
    "links": Deleted(Keeping.LINKS),
    "letters": _anonymised(
        Keeping.MAILS,
        "address_key",
        "id fact kind recipient queued_at not_before merged_under state marked_at tries tried_since "
        "refused_why refused_code refused_at",
    ),
    "refused_addresses": Deleted(Keeping.REFUSED_ADDRESSES),
    "replies": Deleted(Keeping.REPLIES),
    "spam": Deleted(Keeping.SPAM),
    "access_requests": _anonymised(
        Keeping.ACCESS_REQUESTS,
        "first_name last_name email wished presentation reason agreed_by",
        "id state institution asked_at decided_at decided_by agreed_on",
    ),
    "invitations": _anonymised(
        Keeping.INVITATIONS,
        "email_key email demonstrations",
        "id state institution by issued_at number expires_at request account accepted_at revoked_at "
        "revoked_by",
    ),
    "invitation_tokens": Deleted(Keeping.INVITATIONS),
    "accounts": _anonymised(
        Keeping.ACCOUNTS,
        "email_key email name password_hash",
        "id roles branches staff institution landings",
    ),
    "account_changes": _anonymised(
        Keeping.ACCOUNTS, "reason", "id account kind at by motive decision roles forgotten_at"
    ),
    "direction_decisions": _anonymised(Keeping.ACCOUNTS, "why", "id account measure at by"),
    "sessions": Deleted(Keeping.SESSIONS),
    "holds": Deleted(Keeping.SIGN_INS),
    "allowances": NoPerson("hashed keys, each with an instant some minutes or hours away, then gone"),
    "places": Deleted(Keeping.SIGN_INS),
    "second_factors": Deleted(Keeping.SIGN_INS),
    "password_resets": Deleted(Keeping.SIGN_INS),
    "directory_entries": _anonymised(Keeping.DIRECTORY, "body", "id part forgotten_at"),
    "directory_versions": _anonymised(Keeping.DIRECTORY, "suspended", "version at by why forced entries"),
    "incidents": _anonymised(
        Keeping.INCIDENTS,
        "description events",
        "id version declared_kind since declared_at declared_by state awaits_since",
    ),
    "drafts": Deleted(Keeping.DRAFTS),
    "exports": Deleted(Keeping.EXPORTS),
    "export_files": Deleted(Keeping.EXPORTS),
    "journal": Deleted(Keeping.JOURNAL),
    "journal_blocks": Deleted(Keeping.JOURNAL),
    "journal_ends": NoPerson("where the chains of the journal begin and end"),
    "facts": NoPerson("facts carry identifiers only, which stand for nobody once their things are forgotten"),
    "referrals": IDENTIFIERS,
    "left_referrals": IDENTIFIERS,
    "staff_tasks": IDENTIFIERS,
    "basket_stays": IDENTIFIERS,
    "milestones": IDENTIFIERS,
    "hands": IDENTIFIERS,
    "terms_acceptances": NoPerson("which account accepted which terms: an identifier, a version, a date"),
    "retention_runs": NoPerson("how many things were forgotten, and when"),
    "person_measures": NoPerson(
        "proofs of addresses, which only the service can make again: a measure lasts until it is lifted"
    ),
    "templates": NoPerson("what staff writes to companies, before any is named"),
    "catalogues": NoPerson("what may be asked"),
    "geographies": NoPerson("where companies may be"),
    "maintenance": NoPerson("why the service is paused, in words for everybody"),
}
"""By table. The tables of jobs name facts and letters by their identifiers, and nothing else."""
