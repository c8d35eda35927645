"""Addresses that refused a mail for good: nothing more leaves for them until staff says so (CGU 4.3.B)."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.letters import (
    COMPANY,
    OWNER,
    PERSON,
    STAFF,
    TO_COMPANIES,
    Letter,
    LetterState,
    RefusedAddress,
)
from conseillers_application.mails import Why
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_application.read_inbox import read_cursor, write_mark
from conseillers_domain.accounts import Act, Person
from conseillers_domain.directory import Directory
from conseillers_domain.errors import NotFound
from conseillers_domain.events import (
    AccessAsked,
    AccessRefused,
    AccountChanged,
    AddressRefused,
    BreachAwaits,
    DemandDeposited,
    DemandSetAside,
    DraftLeft,
    EnrichmentAwaited,
    ExportAsked,
    Fact,
    IncidentDeclared,
    InvitationIssued,
    OfTeam,
    PasswordChanged,
    ResetAsked,
    SignedInElsewhere,
    TaskOverdue,
)
from conseillers_domain.french import typeset

MOST_AT_ONCE: Final = 10_000
"""Letters of one address that leave again when it is said to be right."""


def address_key(secrets: Secrets, address: str) -> str:
    """What an address is known by where it is not kept: nobody reads it there, whoever has it finds it."""
    name, _, domain = address.strip().casefold().rpartition("@")
    return secrets.sign("address", f"{name}@{_ascii(domain)}")


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def mark_address(work: Work, letter: Letter) -> bool:
    """Whether what a letter was refused for is its address, which is then marked."""
    refusal = letter.refusal
    if refusal is None or letter.address_key is None or not refusal.why.of_address:
        return False
    mark(
        work,
        RefusedAddress(
            key=letter.address_key, why=refusal.why, code=refusal.code, at=refusal.at, letter=letter.id
        ),
    )
    return True


def mark(work: Work, refused: RefusedAddress) -> None:
    """Keep that an address reaches nobody; staff is told the first time."""
    if work.refused_addresses.mark(refused):
        work.outbox.put(AddressRefused(key=refused.key, letter=refused.letter, at=refused.at))


@frozen(kw_only=True)
class RefusedTeam:
    """A team that is written to at a refused address."""

    code: str
    name: str
    institution: str
    mailbox: str


@frozen(kw_only=True)
class RefusedAddressLine:
    """A refused address as staff sees it: why, since when, and whom it keeps from being told.

    `teams`: those that are written to there now. `demand`: that of the company it belongs to. `concerns`: the
    same, in words. `letter`: the one that was refused first. `code`: the mail server's.
    """

    id: str
    why: str
    why_label: str
    code: str | None
    at: datetime
    letter: str
    concerns: str
    teams: tuple[RefusedTeam, ...]
    demand: str | None


@frozen(kw_only=True)
class RefusedAddressPage:
    """Some refused addresses, latest first."""

    items: tuple[RefusedAddressLine, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class ListRefusedAddresses:
    """Staff reads which addresses nothing reaches."""

    read: UnitOfWork
    secrets: Secrets

    def __call__(self, person: Person, *, cursor: str | None = None, limit: int = 25) -> RefusedAddressPage:
        """Raises NotFound to who may not see them, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_REFUSED_ADDRESSES)
        after = read_cursor(cursor) if cursor else None
        with self.read() as work:
            total = work.refused_addresses.count()
            found = work.refused_addresses.page(after, limit + 1)
            shown = found[:limit]
            directory = work.directories.current().directory
            now = teams_by_address(directory, self.secrets)
            letters = work.ledger.several([one.letter for one in shown])
            of = _demands_of(work, letters.values())
            items = tuple(
                _refused_line(one, now.get(one.key, ()), letters[one.letter], of[one.letter]) for one in shown
            )
        end = shown[-1] if len(found) > limit else None
        return RefusedAddressPage(
            items=items, total=total, next=None if end is None else write_mark(end.at, end.key)
        )


def _refused_line(
    refused: RefusedAddress, teams: tuple[RefusedTeam, ...], letter: Letter, demand: str | None
) -> RefusedAddressLine:
    return RefusedAddressLine(
        id=refused.key,
        why=refused.why.value,
        why_label=refused.why.label,
        code=refused.code,
        at=refused.at,
        letter=refused.letter,
        concerns=_concerned(teams, demand, letter.recipient),
        teams=teams,
        demand=demand,
    )


def teams_by_address(directory: Directory, secrets: Secrets) -> dict[str, tuple[RefusedTeam, ...]]:
    """The teams written to at each address, by its key."""
    found: dict[str, tuple[RefusedTeam, ...]] = {}
    for team in directory.teams.values():
        key = address_key(secrets, team.mailbox)
        line = RefusedTeam(
            code=team.code,
            name=team.name,
            institution=directory.institution_of(team.code).name,
            mailbox=team.mailbox,
        )
        found[key] = (*found.get(key, ()), line)
    return found


def concerned_by(work: Work, secrets: Secrets, refused: RefusedAddress) -> str:
    """Who is no longer told anything at a refused address, in words."""
    letter = work.letters.get(refused.letter)
    teams = teams_by_address(work.directories.current().directory, secrets).get(refused.key, ())
    return _concerned(teams, _demands_of(work, [letter])[letter.id], letter.recipient)


def _demands_of(work: Work, letters: Collection[Letter]) -> dict[str, str | None]:
    """The demand of the company that each of these letters went to, however many they are.

    None for one to a team, or to who has deposited none yet.
    """
    told = [one.fact for one in letters if one.recipient == COMPANY]
    facts = work.outbox.several(told)
    needs = {fact_id: need for fact_id, fact in facts.items() if (need := _need_of(fact)) is not None}
    demands = work.demand_lists.of_needs(needs.values())
    found: dict[str, str | None] = {}
    for one in letters:
        if one.recipient != COMPANY:
            found[one.id] = one.recipient if one.kind in TO_COMPANIES else None
        elif one.fact in needs:
            found[one.id] = demands[needs[one.fact]]
        else:
            found[one.id] = _demand_of(facts[one.fact])
    return found


def _demand_of(fact: Fact) -> str | None:
    return fact.demand if isinstance(fact, DemandDeposited | EnrichmentAwaited | DemandSetAside) else None


def _need_of(fact: Fact) -> str | None:
    """The need that a company is written to of; None for a demand, or for what is none yet."""
    if isinstance(fact, DraftLeft | DemandDeposited | EnrichmentAwaited | DemandSetAside):
        return None
    # No company is written to because of these.
    assert not isinstance(fact, TaskOverdue | AddressRefused | ExportAsked | OfTeam)
    assert not isinstance(fact, ResetAsked | PasswordChanged | SignedInElsewhere)
    assert not isinstance(fact, AccessAsked | AccessRefused | InvitationIssued)
    assert not isinstance(fact, AccountChanged | IncidentDeclared | BreachAwaits)
    return fact.need


STAFF_CONCERNED: Final = {
    STAFF: "l'équipe du service elle-même, à son adresse de contact",
    OWNER: "une personne de l'équipe du service, à l'adresse de son compte",
    PERSON: "une personne qui a un compte, en demande un ou y est invitée, à son adresse",
}


def _concerned(teams: tuple[RefusedTeam, ...], demand: str | None, recipient: str) -> str:
    if recipient == COMPANY and demand is None and not teams:
        return typeset("l'auteur d'une demande commencée, qui n'est pas envoyée")
    told = [f"l'équipe « {one.name} » ({one.institution})" for one in teams]
    if demand is not None:
        told.append(f"l'entreprise de la demande {demand}")
    gone = f"l'équipe {recipient}, qui a changé d'adresse ou quitté l'annuaire"
    return typeset(" ; ".join(told) or STAFF_CONCERNED.get(recipient, gone))


@frozen(kw_only=True)
class Lifted:
    """An address is no longer refused; `replayed`: how many letters leave again."""

    id: str
    replayed: int


@frozen(kw_only=True)
class LiftRefusedAddress:
    """Staff says that an address is right: what it was refused leaves again, and what comes next."""

    begin: UnitOfWork
    now: Clock

    @once_more
    def __call__(self, person: Person, key: str) -> Lifted:
        """Raises NotFound to who may not, and for an address that is not refused."""
        person.must_be_allowed(Act.LIFT_REFUSED_ADDRESS)
        at = self.now()
        with self.begin() as work:
            if not work.refused_addresses.lift(key):
                raise NotFound("Cette adresse n’est pas, ou n’est plus, marquée comme refusée.")
            held = [
                one
                for one in work.ledger.written_to(key, LetterState.REFUSED, MOST_AT_ONCE)
                if one.refusal is not None and _by_its_address(one.refusal.why)
            ]
            for letter in reversed(held):
                work.letters.queue_again(letter.again(at))
        return Lifted(id=key, replayed=len(held))


def _by_its_address(why: Why) -> bool:
    return why.of_address or why is Why.ADDRESS_REFUSED_BEFORE
