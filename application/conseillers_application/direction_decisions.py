"""The direction records what it decides of accounts; staff reads it, and carries it out (CGU 6.1)."""

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork
from conseillers_application.read_inbox import read_cursor, write_mark
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_application.task_views import SOMEBODY
from conseillers_domain.accounts import Act, Person
from conseillers_domain.decisions_of_direction import DirectionDecision, Measure
from conseillers_domain.errors import Fault, Invalid, blank, too_long
from conseillers_domain.traces import REASON_LENGTH


@frozen(kw_only=True)
class NewDecision:
    """Ce que la direction décide d’un compte, désigné par son adresse, et pourquoi."""

    email: str = field(metadata={"example": "zoe.marchand@cci.example"})
    measure: Measure
    why: str


@frozen(kw_only=True)
class DecisionView:
    """Une décision de la direction : `account` désigne le compte, `account_name` sa personne."""

    id: str
    account: str
    account_name: str
    measure: Measure
    measure_label: str
    why: str
    at: datetime
    by: str


@frozen(kw_only=True)
class DecisionPage:
    """Des décisions de la direction, la dernière d’abord."""

    items: tuple[DecisionView, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class RecordDecision:
    """Records what the direction decides of an account."""

    begin: UnitOfWork
    now: Clock
    new_id: Ids

    @once_more
    def __call__(self, person: Person, new: NewDecision, repeat: Repeat | None = None) -> DecisionView:
        """Raises NotFound to who does not direct, or Invalid."""
        person.must_be_allowed(Act.DECIDE_OF_ACCOUNTS)
        at = self.now()
        with self.begin() as work:
            if (before := answered(work, repeat, at)) is not None:
                decision = work.direction_decisions.get(str(before["id"]))
                return _view(decision, work.accounts.names(frozenset({decision.account, decision.by})))
            account = work.accounts.by_email(new.email.strip())
            faults = _faults(new)
            if account is None:
                unknown = "Aucun compte n’a cette adresse."
                raise Invalid(*faults, Fault("/email", "unknown_account", unknown))
            if faults:
                raise Invalid(*faults)
            decision = DirectionDecision(
                id=self.new_id(), account=account.id, measure=new.measure, why=new.why, at=at, by=person.id
            )
            work.direction_decisions.add(decision)
            keep(work, repeat, {"id": decision.id}, at)
            return _view(decision, {account.id: account.name, person.id: person.name})


@frozen(kw_only=True)
class ListDecisions:
    """The direction and staff read what was decided, latest first."""

    read: UnitOfWork

    def __call__(self, person: Person, cursor: str | None = None, limit: int = 25) -> DecisionPage:
        """Raises NotFound to who may not, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_DECISIONS)
        with self.read() as work:
            total = work.direction_decisions.count()
            before = read_cursor(cursor) if cursor else None
            found = work.direction_decisions.page(before, limit + 1)
            shown = found[:limit]
            names = work.accounts.names(frozenset(name for one in shown for name in (one.account, one.by)))
        end = shown[-1] if len(found) > len(shown) else None
        return DecisionPage(
            items=tuple(_view(one, names) for one in shown),
            total=total,
            next=None if end is None else write_mark(end.at, end.id),
        )


def _faults(new: NewDecision) -> tuple[Fault, ...]:
    if blank(new.why):
        return (Fault("/why", "required", "Dites pourquoi, en quelques mots."),)
    if len(new.why) > REASON_LENGTH:
        return (Fault("/why", "too_long", too_long(REASON_LENGTH)),)
    return ()


def _view(decision: DirectionDecision, names: Mapping[str, str]) -> DecisionView:
    return DecisionView(
        id=decision.id,
        account=decision.account,
        account_name=names.get(decision.account, SOMEBODY),
        measure=decision.measure,
        measure_label=decision.measure.label,
        why=decision.why,
        at=decision.at,
        by=names.get(decision.by, SOMEBODY),
    )
