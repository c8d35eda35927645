"""What stands in the tables, and the counts made of it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import Factory, define, frozen
from sqlalchemy import Engine, Row, Table, select

from conseillers_adapters.sql import tables

AnyRow = Row[Any]


@define
class Reckoning:
    """The counts, each lost or doubled thing by its name; `wrong`: what should not be, and is neither."""

    accepted: int = 0
    done: int = 0
    lost: list[str] = Factory(list)
    doubled: list[str] = Factory(list)
    wrong: list[str] = Factory(list)
    told_again: int = 0
    mails: int = 0

    @property
    def right(self) -> bool:
        """Whether there is nothing to be said."""
        return not (self.lost or self.doubled or self.wrong) and self.done == self.accepted

    def faults(self) -> Iterator[str]:
        """Everything that is not as it should be."""
        for kind, names in (("lost", self.lost), ("doubled", self.doubled), ("wrong", self.wrong)):
            yield from (f"{kind}: {name}" for name in names)


@frozen
class Books:
    """What stands in the tables."""

    demands: dict[str, AnyRow]
    needs: dict[str, AnyRow]
    referrals: list[AnyRow]
    positions: list[AnyRow]
    comments: list[AnyRow]
    facts: dict[str, AnyRow]
    letters: list[AnyRow]
    tasks: list[AnyRow]
    answers: dict[str, AnyRow]
    links: frozenset[str]
    left: list[AnyRow]
    traces: list[AnyRow]
    milestones: list[AnyRow]
    drafts: list[AnyRow]
    surveys: list[AnyRow]
    exports: list[AnyRow]
    stays: list[AnyRow]
    actions: list[AnyRow]
    versions: list[AnyRow]

    def demand_of(self, fact: AnyRow) -> str:
        """The demand that a fact is about, by its need if it names one."""
        subject = subject_of(fact)
        return str(self.needs[subject].demand) if subject in self.needs else subject


def read_books(engine: Engine) -> Books:
    """Everything, read once."""
    with engine.connect() as connection:

        def all_of(table: Table) -> list[AnyRow]:
            return list(connection.execute(select(table)).all())

        return Books(
            demands={row.id: row for row in all_of(tables.demands)},
            needs={row.id: row for row in all_of(tables.needs)},
            referrals=all_of(tables.referrals),
            positions=all_of(tables.positions),
            comments=all_of(tables.comments),
            facts={row.id: row for row in all_of(tables.facts)},
            letters=all_of(tables.letters),
            tasks=all_of(tables.staff_tasks),
            answers={row.task: row for row in all_of(tables.company_answers)},
            links=frozenset(row.token_hash for row in all_of(tables.links)),
            left=all_of(tables.left_referrals),
            traces=all_of(tables.traces),
            milestones=all_of(tables.milestones),
            drafts=all_of(tables.drafts),
            surveys=all_of(tables.surveys),
            exports=all_of(tables.exports),
            stays=all_of(tables.basket_stays),
            actions=all_of(tables.basket_actions),
            versions=all_of(tables.directory_versions),
        )


def by(rows: Iterable[AnyRow], key: Callable[[AnyRow], Any]) -> dict[Any, list[AnyRow]]:
    """The rows of each key."""
    found = defaultdict[Any, list[AnyRow]](list)
    for row in rows:
        found[key(row)].append(row)
    return found


def subject_of(fact: AnyRow) -> str:
    """What a fact is about."""
    body = json.loads(fact.body)
    return str(body.get("demand") or body.get("need") or body.get("task"))


def once(found: Reckoning, name: str, there: list[AnyRow]) -> None:
    """One there must be, and no more."""
    if not there:
        found.lost.append(name)
    elif len(there) > 1:
        found.doubled.append(name)
