"""How each class of personal data is forgotten in tables: statements on keys, a few things at a time."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from attrs import evolve
from sqlalchemy import (
    BindParameter,
    Column,
    Table,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
    update,
)

from conseillers_adapters.sql.directories import unpacked
from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import demand_of, demand_values, from_json, stored, to_json
from conseillers_adapters.sql.tables import (
    access_requests,
    account_changes,
    accounts,
    basket_actions,
    comments,
    company_answers,
    demands,
    direction_decisions,
    directory_entries,
    directory_versions,
    incidents,
    invitation_tokens,
    invitations,
    letters,
    links,
    needs,
    password_resets,
    places,
    positions,
    refused_addresses,
    replies,
    second_factors,
    sessions,
    spam,
    staff_tasks,
    surveys,
    traces,
)
from conseillers_domain.account_changes import ChangeKind
from conseillers_domain.directory import Advisor
from conseillers_domain.forgetting import FORMER_NAME, forgotten_advisor, forgotten_demand
from conseillers_domain.incident import IncidentEvent
from conseillers_domain.retention import Keeping

Rows = Mapping[str, int]
Forget = Callable[[Line, list[str], datetime], Rows]

_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_NEEDS: Final = select(needs.c.id).where(needs.c.demand.in_(_IDS))
_DEMANDS: Final = select(demands).where(demands.c.id.in_(_IDS)).with_for_update(key_share=True)
_SAVE: Final = update(demands).where(demands.c.id == bindparam("same_id"))
_OF_DEMANDS: Final = (
    update(traces).where(traces.c.demand.in_(_IDS), traces.c.reason != "").values(reason=""),
    update(needs)
    .where(needs.c.demand.in_(_IDS))
    .values(company=None, words="", routing="", version=needs.c.version + 1),
)
_OF_NEEDS: Final = (
    update(positions)
    .where(positions.c.need.in_(_IDS), (positions.c.note != "") | positions.c.corrections.is_not(None))
    .values(note="", corrections=None),
    update(comments)
    .where(comments.c.need.in_(_IDS), comments.c.text.is_not(None))
    .values(text="", place=case((comments.c.place.is_not(None), ""))),
    update(surveys).where(surveys.c.need.in_(_IDS), surveys.c.comment.is_not(None)).values(comment=""),
    update(company_answers)
    .where(company_answers.c.task.in_(select(staff_tasks.c.id).where(staff_tasks.c.subject.in_(_IDS))))
    .values(text="", version=company_answers.c.version + 1),
    update(basket_actions)
    .where(basket_actions.c.subject.in_(_IDS), basket_actions.c.note != "")
    .values(note=""),
    delete(links).where(links.c.need.in_(_IDS)),
)


def _company(connection: Line, ids: list[str], at: datetime) -> Rows:
    rows = Counter[str]()
    for row in connection.execute(_DEMANDS, {"ids": ids}).all():
        demand = demand_of(row)
        values = demand_values(evolve(forgotten_demand(demand, at), version=demand.version + 1))
        values |= {"version": demand.version + 1, "same_id": demand.id}
        rows["demands"] += connection.execute(_SAVE, values).rowcount
    found = connection.execute(_NEEDS, {"ids": ids}).scalars()
    _say(connection, rows, _OF_DEMANDS, ids)
    if found:
        _say(connection, rows, _OF_NEEDS, found)
    return rows


def _say(connection: Line, rows: Counter[str], statements: Sequence[Any], ids: list[str]) -> None:
    for one in statements:
        rows[one.table.name] += connection.execute(one, {"ids": ids}).rowcount


def _saying(*statements: Any) -> Forget:  # noqa: ANN401 - updates and deletes, which share no type
    """Forgets by these, each given the keys."""

    def forget(connection: Line, ids: list[str], _: datetime) -> Rows:
        rows = Counter[str]()
        _say(connection, rows, statements, ids)
        return rows

    return forget


def _deleting(table: Table, key: "Column[str]") -> Forget:
    return _saying(delete(table).where(key.in_(_IDS)))


_UNWANTED: Final = delete(spam).where(
    spam.c.kind == bindparam("same_kind"), spam.c.value == bindparam("same_value")
)


def _spam(connection: Line, ids: list[str], _: datetime) -> Rows:
    unwanted = [one.partition(" ") for one in ids]
    values = [{"same_kind": kind, "same_value": value} for kind, _, value in unwanted]
    return {"spam": sum(connection.execute(_UNWANTED, one).rowcount for one in values)}


_OF_ACCOUNTS: Final = (
    update(accounts)
    .where(accounts.c.id.in_(_IDS))
    .values(email="", email_key=accounts.c.id, name=FORMER_NAME, password_hash=""),
    update(direction_decisions).where(direction_decisions.c.account.in_(_IDS)).values(why=""),
    *(
        delete(table).where(table.c.account.in_(_IDS))
        for table in (sessions, places, second_factors, password_resets)
    ),
)
_CHANGES: Final = (
    update(account_changes)
    .where(account_changes.c.account.in_(_IDS))
    .values(
        reason="",
        forgotten_at=case((account_changes.c.kind == ChangeKind.ENDED.value, bindparam("then"))),
    )
)


_EMAILS: Final = select(accounts.c.email).where(accounts.c.id.in_(_IDS))


def _accounts(connection: Line, ids: list[str], at: datetime) -> Rows:
    rows = Counter[str]()
    gone = {email.lower() for email in connection.execute(_EMAILS, {"ids": ids}).scalars()}
    rows["directory_versions"] += _no_longer_suspended(connection, gone)
    _say(connection, rows, _OF_ACCOUNTS, ids)
    rows["account_changes"] += connection.execute(_CHANGES, {"ids": ids, "then": stored(at)}).rowcount
    return rows


_KNOWN: Final = select(directory_entries.c.id, directory_entries.c.body).where(
    directory_entries.c.part == literal_column("'advisors'"), directory_entries.c.forgotten_at.is_(None)
)
_ENTRIES: Final = select(directory_entries.c.id, directory_entries.c.body).where(
    directory_entries.c.id.in_(_IDS), directory_entries.c.forgotten_at.is_(None)
)
_ENTRY: Final = (
    update(directory_entries)
    .where(directory_entries.c.id == bindparam("same_id"))
    .values(body=bindparam("left"), forgotten_at=bindparam("then"))
)
_SUSPENDING: Final = select(
    directory_versions.c.version, directory_versions.c.entries, directory_versions.c.suspended
).where(directory_versions.c.suspended != "[]")
_SUSPENDED: Final = (
    update(directory_versions)
    .where(directory_versions.c.version == bindparam("same_version"))
    .values(suspended=bindparam("left"))
)


def _no_longer_suspended(connection: Line, gone: set[str]) -> int:
    """Versions that say these suspended say it no more, but where they name them: they would be read anew."""
    suspending = connection.execute(_SUSPENDING, {}).all()
    if not any(gone.intersection(json.loads(row.suspended)) for row in suspending):
        return 0
    known = connection.execute(_KNOWN, {}).all()
    entries = {row.id: from_json(Advisor, row.body).email.lower() for row in known}
    changed = 0
    for row in suspending:
        told = set(json.loads(row.suspended))
        named = {entries[entry] for entry in unpacked(row.entries) if entry in entries}
        left = told - (gone - named)
        if left != told:
            given = {"same_version": row.version, "left": to_json(sorted(left))}
            changed += connection.execute(_SUSPENDED, given).rowcount
    return changed


def _directory(connection: Line, ids: list[str], at: datetime) -> Rows:
    """Whom former versions name is nobody any more, under one name wherever they stand."""
    rows, former = Counter[str](), dict[int, tuple[str, str]]()
    for row in connection.execute(_ENTRIES, {"ids": [int(one) for one in ids]}).all():
        advisor = from_json(Advisor, row.body)
        left = forgotten_advisor(advisor, f"conseiller-{row.id}")
        former[row.id] = advisor.email.lower(), left.email
        given = {"same_id": row.id, "left": to_json(left), "then": stored(at)}
        rows["directory_entries"] += connection.execute(_ENTRY, given).rowcount
    for row in connection.execute(_SUSPENDING, {}).all():
        told = dict(former[entry] for entry in unpacked(row.entries) if entry in former)
        before = json.loads(row.suspended)
        after = sorted(told.get(email.lower(), email) for email in before)
        if after != sorted(before):
            given = {"same_version": row.version, "left": to_json(after)}
            rows["directory_versions"] += connection.execute(_SUSPENDED, given).rowcount
    return rows


_INCIDENTS: Final = (
    select(incidents.c.id, incidents.c.events).where(incidents.c.id.in_(_IDS)).with_for_update()
)
_INCIDENT: Final = (
    update(incidents)
    .where(incidents.c.id == bindparam("same_id"))
    .values(description="", events=bindparam("left"), version=incidents.c.version + 1)
)


def _incidents(connection: Line, ids: list[str], _: datetime) -> Rows:
    rows = Counter[str]()
    for row in connection.execute(_INCIDENTS, {"ids": ids}).all():
        events = from_json(tuple[IncidentEvent, ...], row.events)
        left = to_json(tuple(evolve(event, note="") for event in events))
        rows["incidents"] += connection.execute(_INCIDENT, {"same_id": row.id, "left": left}).rowcount
    return rows


FORGETS: Final[Mapping[Keeping, Forget]] = {
    Keeping.COMPANY: _company,
    Keeping.MAILS: _saying(update(letters).where(letters.c.id.in_(_IDS)).values(address_key=None)),
    Keeping.REFUSED_ADDRESSES: _deleting(refused_addresses, refused_addresses.c.key),
    Keeping.LINKS: _deleting(links, links.c.token_hash),
    Keeping.REPLIES: _deleting(replies, replies.c.key),
    Keeping.SPAM: _spam,
    Keeping.NOTES: _saying(update(basket_actions).where(basket_actions.c.id.in_(_IDS)).values(note="")),
    Keeping.ACCESS_REQUESTS: _saying(
        update(access_requests)
        .where(access_requests.c.id.in_(_IDS))
        .values(
            **dict.fromkeys(("first_name", "last_name", "email", "wished", "presentation"), ""),
            reason=func.substr(access_requests.c.reason, 1, 0),
            agreed_by=func.substr(access_requests.c.agreed_by, 1, 0),
        )
    ),
    Keeping.INVITATIONS: _saying(
        update(invitations)
        .where(invitations.c.id.in_(_IDS))
        .values(email="", email_key="", demonstrations="[]"),
        delete(invitation_tokens).where(invitation_tokens.c.invitation.in_(_IDS)),
    ),
    Keeping.ACCOUNTS: _accounts,
    Keeping.DIRECTORY: _directory,
    Keeping.SESSIONS: _deleting(sessions, sessions.c.token_hash),
    Keeping.INCIDENTS: _incidents,
}
"""Nulls stay null: what was never said is not said to have been forgotten."""
