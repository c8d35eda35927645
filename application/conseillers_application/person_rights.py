"""What a person asks to be done with what is kept of them: put right, restricted, forgotten (CGU 6.2)."""

from collections.abc import Callable, Iterator
from typing import Final

from attrs import evolve, frozen

from conseillers_application.journal import NoteAct
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Contacts, Secrets, UnitOfWork, Work
from conseillers_application.read_person import as_kept, must_find
from conseillers_application.refused_addresses import address_key
from conseillers_application.run_retention import let_go, nameless
from conseillers_domain.account_changes import ended_at
from conseillers_domain.accounts import Act, Person
from conseillers_domain.demand import RESTRICTED, Demand, Flag
from conseillers_domain.demand_form import Contact
from conseillers_domain.errors import REQUIRED, Conflict, Fault, Invalid
from conseillers_domain.events import EnrichmentAwaited
from conseillers_domain.persons import PersonFound, PersonMeasure
from conseillers_domain.retention import Keeping

NAMED: Final = "L’annuaire nomme encore cette personne : ôtez-la d’abord de ses équipes."
OPEN: Final = "Ce compte n’a pas pris fin : mettez-y fin d’abord, puis effacez."


@frozen(kw_only=True)
class Rectification:
    """What is put right of who has an address; what is not said stays as it is."""

    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    new_email: str | None = None


@frozen(kw_only=True)
class Done:
    """How many things a person's request changed, by what they are."""

    demands: int = 0
    drafts: int = 0
    access_requests: int = 0
    invitations: int = 0
    accounts: int = 0


@frozen(kw_only=True)
class RectifyPerson:
    """Puts right who deposited demands; an advisor puts right their own account, staff the directory.

    What was asked for the former address holds for the new one.
    """

    begin: UnitOfWork
    contacts: Contacts
    secrets: Secrets
    now: Clock
    note: NoteAct

    @once_more
    def __call__(self, person: Person, email: str, right: Rectification) -> Done:
        """Raises NotFound to who may not or when nothing is kept, Invalid."""
        person.must_be_allowed(Act.MIND_PERSONS)
        changes = self._read(right)
        with self.begin() as work:
            found = must_find(work, email)
            for name in found.demands:
                demand = work.demands.get(name)
                contact: Contact = evolve(demand.contact, **changes)
                work.persons.rectify(evolve(demand, contact=contact))
            if "email" in changes:
                self._carry_over(work, person, email, changes["email"])
        _name(found, self.note)
        return Done(demands=len(found.demands))

    def _carry_over(self, work: Work, person: Person, before: str, after: str) -> None:
        former, new = (address_key(self.secrets, one) for one in (before, after))
        for measure in work.person_measures.of(former):
            work.person_measures.lift(former, measure)
            work.person_measures.take(new, measure, self.now(), person.id)

    def _read(self, right: Rectification) -> dict[str, str]:
        told = {name: text.strip() for name, text in _said(right)}
        faults = [Fault(f"/{name}", "required", REQUIRED) for name, text in told.items() if not text]
        if told.get("phone"):
            told["phone"] = self.contacts.phone(told["phone"]) or ""
            if not told["phone"]:
                faults.append(Fault("/phone", "format", "Ce numéro de téléphone n’est pas valable."))
        if told.get("new_email"):
            told["email"] = self.contacts.email(told.pop("new_email")) or ""
            if not told["email"]:
                faults.append(Fault("/new_email", "format", "Cette adresse e-mail n’est pas valable."))
        if not told:
            faults.append(Fault("", "required", "Dites ce qui est à rectifier."))
        if faults:
            raise Invalid(*faults)
        return told


def _said(right: Rectification) -> Iterator[tuple[str, str]]:
    for name in ("first_name", "last_name", "phone", "new_email"):
        text: str | None = getattr(right, name)
        if text is not None:
            yield name, text


@frozen(kw_only=True)
class MeasurePerson:
    """Restricts what is done with what is kept of a person, or has their opposition hold; or lifts it.

    Restricted, it is kept as it is whatever its age, no team reads it, no mail leaves.
    """

    begin: UnitOfWork
    secrets: Secrets
    now: Clock
    note: NoteAct

    @once_more
    def __call__(self, person: Person, email: str, measure: PersonMeasure, *, lifted: bool) -> Done:
        """Raises NotFound to who may not, and when nothing is kept."""
        person.must_be_allowed(Act.MIND_PERSONS)
        at = self.now()
        with self.begin() as work:
            found = must_find(work, email)
            whose = address_key(self.secrets, email)
            if lifted:
                work.person_measures.lift(whose, measure)
            else:
                work.person_measures.take(whose, measure, at, person.id)
            if measure is PersonMeasure.RESTRICTION:
                for demand in map(work.demands.get, found.demands):
                    work.demands.save(evolve(demand, restricted_at=None if lifted else at))
                    if lifted and demand.restricted_at and Flag.REGISTRY_SILENT in demand.flags:
                        work.outbox.put(EnrichmentAwaited(demand=demand.id, at=at))
        _name(found, self.note)
        return Done(demands=len(found.demands))


@frozen(kw_only=True)
class ErasePerson:
    """Forgets a person now, as time would: figures stay what they were."""

    begin: UnitOfWork
    now: Clock
    note: NoteAct
    leave_no_trace: Callable[[], object]

    def __call__(self, person: Person, email: str) -> Done:
        """Raises NotFound to who may not or when nothing is kept, Conflict for who still has an account.

        Also while what is kept of them is restricted.
        """
        person.must_be_allowed(Act.MIND_PERSONS)
        done = self._erase(email)
        self.leave_no_trace()
        return done

    @once_more
    def _erase(self, email: str) -> Done:
        at = self.now()
        with self.begin() as work:
            found = must_find(work, email)
            _must_be_forgettable(work, found)
            if found.account is not None:
                let_go(work, [found.account], at)
            for keeping, ids in (
                (Keeping.COMPANY, found.demands),
                (Keeping.ACCESS_REQUESTS, found.access_requests),
                (Keeping.INVITATIONS, found.invitations),
                (Keeping.ACCOUNTS, () if found.account is None else (found.account,)),
                (Keeping.SPAM, (f"email {as_kept(email)}",) if found.unwanted else ()),
            ):
                if ids:
                    work.retention.forget(keeping, ids, at)
            for draft in found.drafts:
                work.drafts.drop(draft)
        _name(found, self.note)
        return Done(
            demands=len(found.demands),
            drafts=len(found.drafts),
            access_requests=len(found.access_requests),
            invitations=len(found.invitations),
            accounts=int(found.account is not None),
        )


def _name(found: PersonFound, note: NoteAct) -> None:
    """Have the journal say of which things it was, since a request that holds an address names none."""
    for name in found.names:
        note(name)


def _must_be_forgettable(work: Work, found: PersonFound) -> None:
    demands: list[Demand] = [work.demands.get(one) for one in found.demands]
    if any(one.restricted_at is not None for one in demands):
        raise Conflict(RESTRICTED, code="restricted")
    if found.account is None:
        return
    if ended_at(work.account_changes.of(found.account)) is None:
        raise Conflict(OPEN, code="account_open")
    if not nameless(work, [found.account]):
        raise Conflict(NAMED, code="still_named")
