"""Staff reads who asks for an account, and decides, with the structure's agreement or a reason (4.3.A)."""

from collections.abc import Mapping
from datetime import date, datetime

from attrs import frozen

from conseillers_application.joining.issuing import NOT_IN_DIRECTORY, Issue, advisor_at
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.read_inbox import read_cursor, write_mark
from conseillers_application.referral_views import SOMEBODY
from conseillers_domain.access_request import AccessRequest, AccessState, Decision, NewDecision, Outcome
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Conflict, Fault, Invalid, told_once


@frozen(kw_only=True)
class DecisionView:
    """What was decided of a request, by whom (a name), with whose agreement or for which reason."""

    outcome: str
    by: str
    at: datetime
    agreed_by: str | None
    agreed_on: date | None
    reason: str | None


@frozen(kw_only=True)
class AccessRequestView:
    """A request for an account as staff reads it; `in_directory`: its address is an advisor's already."""

    id: str
    state: AccessState
    state_label: str
    institution: str
    institution_name: str
    first_name: str
    last_name: str
    email: str
    wished: str
    presentation: str
    asked_at: datetime
    in_directory: bool
    decision: DecisionView | None


@frozen(kw_only=True)
class AccessRequestPage:
    """Some requests of one state, latest asked first."""

    items: tuple[AccessRequestView, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class ListAccessRequests:
    """Who asks for an account, or did."""

    read: UnitOfWork

    def __call__(
        self, person: Person, state: AccessState, *, cursor: str | None = None, limit: int = 25
    ) -> AccessRequestPage:
        """Raises NotFound to who may not see them, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_ACCESS_REQUESTS)
        after = read_cursor(cursor) if cursor else None
        with self.read() as work:
            total = work.access_requests.count(state)
            found = work.access_requests.page(state, after, limit + 1)
            shown = found[:limit]
            items = _views(work, shown)
        end = shown[-1] if len(found) > limit else None
        mark = None if end is None else write_mark(end.asked_at, end.id)
        return AccessRequestPage(items=items, total=total, next=mark)


@frozen(kw_only=True)
class DecideAccess:
    """Staff accepts a request, which invites the person, or refuses it; both are told by mail."""

    begin: UnitOfWork
    now: Clock
    issue: Issue

    @once_more
    def __call__(
        self, person: Person, request_id: str, decision: NewDecision, *, known: tuple[Fault, ...] = ()
    ) -> AccessRequestView:
        """Raises NotFound, Invalid, or Conflict: decided already, in no directory, with an account already.

        `known`: the faults of shape found already.
        """
        person.must_be_allowed(Act.DECIDE_ACCESS)
        at = self.now()
        with self.begin() as work:
            request = work.access_requests.get(request_id)
            if faults := told_once(known, decision.faults(at)):
                raise Invalid(*faults)
            if decision.outcome is Outcome.ACCEPTED:
                request = self._accept(work, request, decision, person, at)
            else:
                request, refused = request.refuse(decision.reason, by=person.id, at=at)
                work.outbox.put(refused)
            work.access_requests.save(request)
            (view,) = _views(work, (request,))
        return view

    def _accept(
        self, work: Work, request: AccessRequest, decision: NewDecision, person: Person, at: datetime
    ) -> AccessRequest:
        agreement = decision.agreement
        assert agreement is not None  # the decision has no fault
        request = request.accept(agreement, by=person.id, at=at)
        advisor, institution = advisor_at(work.directories.current().directory, request.email)
        if institution.slug != request.institution:
            raise Conflict(NOT_IN_DIRECTORY, code="not_in_directory")
        if work.accounts.by_email(request.email) is not None:
            raise Conflict("Cette personne a déjà un compte.", code="account_exists")
        self.issue.new(
            work,
            advisor.email,
            institution.slug,
            by=person.id,
            request=request.id,
            demonstrations=decision.demonstrations,
        )
        return request


def _views(work: Work, requests: tuple[AccessRequest, ...]) -> tuple[AccessRequestView, ...]:
    directory = work.directories.current().directory
    deciders = frozenset(one.decision.by for one in requests if one.decision)
    names = work.accounts.names(deciders) if deciders else {}
    return tuple(
        AccessRequestView(
            id=one.id,
            state=one.state,
            state_label=one.state.label,
            institution=one.institution,
            institution_name=(
                directory.institutions[one.institution].name
                if one.institution in directory.institutions
                else one.institution
            ),
            first_name=one.first_name,
            last_name=one.last_name,
            email=one.email,
            wished=one.wished,
            presentation=one.presentation,
            asked_at=one.asked_at,
            in_directory=one.email in directory.advisors,
            decision=None if one.decision is None else _decision(one.decision, names),
        )
        for one in requests
    )


def _decision(decision: Decision, names: Mapping[str, str]) -> DecisionView:
    agreement = decision.agreement
    return DecisionView(
        outcome=decision.outcome.value,
        by=names.get(decision.by, SOMEBODY),
        at=decision.at,
        agreed_by=None if agreement is None else agreement.by,
        agreed_on=None if agreement is None else agreement.on,
        reason=decision.reason,
    )
