"""Everything that is kept of one person, given to them on request (droit d'accès, RGPD 15; CGU 6.2)."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from conseillers_application.journal import NoteAct
from conseillers_application.ports import Place, Session, UnitOfWork, Work
from conseillers_domain.access_request import AccessRequest
from conseillers_domain.account_changes import AccountChange
from conseillers_domain.accounts import Act, Person, Role
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.demand import Demand
from conseillers_domain.draft import Draft
from conseillers_domain.errors import NotFound
from conseillers_domain.invitation import Invitation
from conseillers_domain.need import Need
from conseillers_domain.persons import PersonFound
from conseillers_domain.survey import Survey
from conseillers_domain.thread import Comment
from conseillers_domain.traces import Trace

NOBODY: Final = "Rien n’est gardé sur cette adresse."
MOST_COMMENTS: Final = 10_000


@frozen(kw_only=True)
class DemandData:
    """A demand, and all that was written of it."""

    demand: Demand
    traces: tuple[Trace, ...]
    needs: tuple[Need, ...]
    comments: tuple[Comment, ...]
    surveys: tuple[Survey, ...]
    answers: tuple[CompanyAnswer, ...]


@frozen(kw_only=True)
class AccountData:
    """An account, what was done to it, where it is used from; its password and its secrets are not told."""

    id: str
    email: str
    name: str
    roles: tuple[Role, ...]
    branches: tuple[str, ...]
    changes: tuple[AccountChange, ...]
    sessions: tuple[Session, ...]
    places: tuple[Place, ...]


@frozen(kw_only=True)
class PersonData:
    """All of it. `unwanted`: the address is on the list of those whose demands are set aside."""

    demands: tuple[DemandData, ...]
    drafts: tuple[Draft, ...]
    access_requests: tuple[AccessRequest, ...]
    invitations: tuple[Invitation, ...]
    account: AccountData | None
    unwanted: bool


@frozen(kw_only=True)
class ReadPerson:
    """Staff draws up what a person asks for; the journal says what was looked at, never whose address."""

    read: UnitOfWork
    note: NoteAct

    def __call__(self, person: Person, email: str) -> PersonData:
        """Raises NotFound to who may not, and when nothing is kept."""
        person.must_be_allowed(Act.MIND_PERSONS)
        with self.read() as work:
            found = must_find(work, email)
            data = PersonData(
                demands=tuple(_demand(work, one) for one in found.demands),
                drafts=tuple(map(work.drafts.get, found.drafts)),
                access_requests=tuple(map(work.access_requests.get, found.access_requests)),
                invitations=tuple(map(work.invitations.get, found.invitations)),
                account=None if found.account is None else _account(work, found.account),
                unwanted=found.unwanted,
            )
        for name in found.names:
            self.note(name)
        return data


def as_kept(email: str) -> str:
    """An address as it was kept when it was typed in a form."""
    return email.strip().lower()


def must_find(work: Work, email: str) -> PersonFound:
    """Where something is kept of who has that address, however typed. Raises NotFound when nothing is."""
    found = work.persons.find(as_kept(email))
    if found == PersonFound():
        raise NotFound(NOBODY, code="nobody")
    return found


def _demand(work: Work, demand_id: str) -> DemandData:
    needs = work.needs.of_demand(demand_id)
    ids = frozenset(need.id for need in needs)
    return DemandData(
        demand=work.demands.get(demand_id),
        traces=work.traces.of_demand(demand_id),
        needs=needs,
        comments=tuple(_comments(work, needs)),
        surveys=work.persons.surveys(ids),
        answers=work.persons.answers(ids),
    )


def _comments(work: Work, needs: tuple[Need, ...]) -> Iterator[Comment]:
    for need in needs:
        yield from reversed(work.threads.page(need.id, None, MOST_COMMENTS))


def _account(work: Work, account_id: str) -> AccountData:
    account = work.accounts.get(account_id)
    return AccountData(
        id=account.id,
        email=account.email,
        name=account.name,
        roles=tuple(sorted(account.roles)),
        branches=account.branches,
        changes=work.account_changes.of(account_id),
        sessions=tuple(work.open_sessions.of(account_id).values()),
        places=tuple(work.places.of(account_id).values()),
    )
