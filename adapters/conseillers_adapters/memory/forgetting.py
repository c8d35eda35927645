"""How each class of personal data is forgotten in memory: what the domain says is left of each thing."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeAlias, TypeVar

from attrs import evolve

from conseillers_adapters.memory.joining import KeptToken
from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.people import KeptReply
from conseillers_adapters.memory.published import KeptDirectory
from conseillers_adapters.memory.shelves import Shelf, State, text_of
from conseillers_application.letters import Letter, RefusedAddress
from conseillers_application.ports import NeedLink, PasswordReset, Place, SecondFactor, Session, Unwanted
from conseillers_domain.access_request import AccessRequest
from conseillers_domain.account_changes import AccountChange
from conseillers_domain.accounts import Account
from conseillers_domain.basket import Action
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.decisions_of_direction import DirectionDecision
from conseillers_domain.demand import Demand
from conseillers_domain.directory import Advisor
from conseillers_domain.forgetting import (
    forgotten_account,
    forgotten_advisor,
    forgotten_comment,
    forgotten_demand,
    forgotten_incident,
    forgotten_invitation,
    forgotten_need,
    forgotten_request,
    forgotten_survey,
    forgotten_trace,
)
from conseillers_domain.incident import Incident
from conseillers_domain.invitation import Invitation
from conseillers_domain.retention import Keeping
from conseillers_domain.staff_task import StaffTask
from conseillers_domain.survey import Survey
from conseillers_domain.thread import Comment
from conseillers_domain.traces import Trace

T = TypeVar("T")

Forget: TypeAlias = Callable[[State, frozenset[str], datetime, Counter[str]], None]


def _leave(
    state: State, rows: Counter[str], kind: type[T], about: Callable[[T], bool], left: Callable[[T], T]
) -> None:
    """Of the things of a kind that are about persons, keep what is left."""
    shelf = Shelf(kind, state)
    for key in tuple(shelf.texts):
        thing = shelf.find(key)
        if thing is not None and about(thing) and left(thing) != thing:
            shelf.keep(key, left(thing))
            rows[kind.__name__] += 1


def _drop(state: State, rows: Counter[str], kind: type[T], about: Callable[[T], bool]) -> None:
    shelf = Shelf(kind, state)
    for key in tuple(shelf.texts):
        thing = shelf.find(key)
        if thing is not None and about(thing):
            shelf.drop(key)
            rows[kind.__name__] += 1


def _dropping(kind: type) -> Forget:
    """Drops what is under these keys."""

    def forget(state: State, ids: frozenset[str], _: datetime, rows: Counter[str]) -> None:
        for key in ids:
            Shelf(kind, state).drop(key)
        rows[kind.__name__] += len(ids)

    return forget


def _leaving(kind: type[T], left: Callable[[T], T]) -> Forget:
    """Leaves that of what is under these keys."""

    def forget(state: State, ids: frozenset[str], _: datetime, rows: Counter[str]) -> None:
        shelf = Shelf(kind, state)
        for key in ids:
            thing = shelf.find(key)
            assert thing is not None
            shelf.keep(key, left(thing))
        rows[kind.__name__] += len(ids)

    return forget


def _company(state: State, ids: frozenset[str], at: datetime, rows: Counter[str]) -> None:
    ours = frozenset(kept.need.id for kept in Shelf(KeptNeed, state) if kept.need.demand in ids)
    tasks = frozenset(one.id for one in Shelf(StaffTask, state) if one.subject in ours)

    def demand_left(one: Demand) -> Demand:
        return evolve(forgotten_demand(one, at), version=one.version + 1)

    def need_left(one: KeptNeed) -> KeptNeed:
        need = evolve(forgotten_need(one.need), version=one.need.version + 1)
        return evolve(one, need=need, decision=None, company=None, words="")

    def answer_left(one: CompanyAnswer) -> CompanyAnswer:
        return evolve(one, text="", version=one.version + 1)

    _leave(state, rows, Demand, lambda one: one.id in ids, demand_left)
    _leave(state, rows, KeptNeed, lambda one: one.need.id in ours, need_left)
    _leave(state, rows, Trace, lambda one: one.demand in ids, forgotten_trace)
    _leave(state, rows, Comment, lambda one: one.need in ours, forgotten_comment)
    _leave(state, rows, Survey, lambda one: one.need in ours, forgotten_survey)
    _leave(state, rows, CompanyAnswer, lambda one: one.task in tasks, answer_left)
    _leave(state, rows, Action, lambda one: one.subject in ours, _without_note)
    _drop(state, rows, NeedLink, lambda one: one.need in ours)


def _without_note(action: Action) -> Action:
    return evolve(action, note="")


def _spam(state: State, ids: frozenset[str], _: datetime, rows: Counter[str]) -> None:
    _drop(state, rows, Unwanted, lambda one: f"{one.kind} {one.value}" in ids)


def _mail(letter: Letter) -> Letter:
    return evolve(letter, address_key=None)


def _invitations(state: State, ids: frozenset[str], _: datetime, rows: Counter[str]) -> None:
    _leave(state, rows, Invitation, lambda one: one.id in ids, forgotten_invitation)
    _drop(state, rows, KeptToken, lambda one: one.invitation in ids)


def _accounts(state: State, ids: frozenset[str], _: datetime, rows: Counter[str]) -> None:
    gone = frozenset(one.email.lower() for one in Shelf(Account, state) if one.id in ids)

    def version_left(one: KeptDirectory) -> KeptDirectory:
        named = {advisor.email.lower() for advisor in one.document.advisors}
        return evolve(one, suspended=one.suspended - (gone - named))

    _leave(state, rows, KeptDirectory, lambda _: True, version_left)
    _leave(state, rows, Account, lambda one: one.id in ids, forgotten_account)
    _leave(state, rows, AccountChange, lambda one: one.account in ids, lambda one: evolve(one, reason=""))
    _leave(state, rows, DirectionDecision, lambda one: one.account in ids, lambda one: evolve(one, why=""))
    _drop(state, rows, Session, lambda one: one.account in ids)
    _drop(state, rows, Place, lambda one: one.account in ids)
    _drop(state, rows, SecondFactor, lambda one: one.account in ids)
    _drop(state, rows, PasswordReset, lambda one: one.account in ids)


def _directory(state: State, ids: frozenset[str], _: datetime, rows: Counter[str]) -> None:
    former: dict[str, str] = {}

    def advisor_left(advisor: Advisor) -> Advisor:
        text = text_of(advisor)
        if text not in ids:
            return advisor
        return forgotten_advisor(advisor, former.setdefault(text, f"conseiller-{abs(hash(text))}"))

    def version_left(one: KeptDirectory) -> KeptDirectory:
        advisors = {advisor: advisor_left(advisor) for advisor in one.document.advisors}
        left = {before.email.lower(): after.email for before, after in advisors.items()}
        return evolve(
            one,
            document=evolve(one.document, advisors=tuple(advisors.values())),
            suspended=frozenset(left.get(email.lower(), email) for email in one.suspended),
        )

    _leave(state, rows, KeptDirectory, lambda _: True, version_left)


def _incident(incident: Incident) -> Incident:
    return evolve(forgotten_incident(incident), version=incident.version + 1)


FORGETS: Final[Mapping[Keeping, Forget]] = {
    Keeping.COMPANY: _company,
    Keeping.MAILS: _leaving(Letter, _mail),
    Keeping.REFUSED_ADDRESSES: _dropping(RefusedAddress),
    Keeping.LINKS: _dropping(NeedLink),
    Keeping.REPLIES: _dropping(KeptReply),
    Keeping.SPAM: _spam,
    Keeping.NOTES: _leaving(Action, _without_note),
    Keeping.ACCESS_REQUESTS: _leaving(AccessRequest, forgotten_request),
    Keeping.INVITATIONS: _invitations,
    Keeping.ACCOUNTS: _accounts,
    Keeping.DIRECTORY: _directory,
    Keeping.SESSIONS: _dropping(Session),
    Keeping.INCIDENTS: _leaving(Incident, _incident),
}
