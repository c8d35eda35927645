"""Facts, letters and links, in tables; what they call for is put off in the same transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from attrs import Factory, frozen
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import (
    fact_of,
    fact_values,
    letter_of,
    letter_progress,
    letter_values,
    stored,
)
from conseillers_adapters.sql.tables import facts, instant, letters, links
from conseillers_application.letters import UNSENT, Letter, LetterState
from conseillers_application.ports import REACT, SEND_LETTER, Ids, NeedLink, Task
from conseillers_domain.errors import NotFound
from conseillers_domain.events import Fact

UNKNOWN: Final = "Ce courrier n’existe pas."
PROGRESS: Final = (
    "not_before",
    "state",
    "marked_at",
    "tries",
    "tried_since",
    "refused_why",
    "refused_code",
    "refused_at",
    "address_key",
)
"""The columns that change while a letter makes its way."""

_ADD_FACT = insert(facts)
_FACT = select(facts).where(facts.c.id == bindparam("id"))
_FACTS = select(facts).where(facts.c.id.in_(bindparam("ids", expanding=True)))
_LETTER = select(letters).where(letters.c.id == bindparam("id"))
_LETTER_TO_CHANGE = _LETTER.with_for_update(key_share=True)
_SAVE = (
    update(letters)
    .where(letters.c.id == bindparam("same_id"))
    .values({name: bindparam(f"new_{name}") for name in PROGRESS})
)
_GIVE_WAY = (
    update(letters)
    .where(letters.c.merged_under == bindparam("name"), letters.c.state == LetterState.QUEUED.value)
    .values(state=LetterState.NEEDLESS.value, marked_at=bindparam("at"))
)
# State by state, each found in the index: the letters that left are not looked at.
_UNSENT = (
    select(letters.c.state, func.count())
    .where(letters.c.state.in_([state.value for state in UNSENT]))
    .group_by(letters.c.state)
)
_FOLLOWED = (
    select(letters.c.id)
    .where(
        letters.c.merged_under == bindparam("name"),
        letters.c.queued_at > bindparam("since"),
        letters.c.state != LetterState.NEEDLESS.value,
    )
    .limit(1)
)
_ADD_LINK = insert(links)
_REVOKE_LINKS = (
    update(links)
    .where(links.c.need == bindparam("for_need"), links.c.team == bindparam("for_team"))
    .where(links.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("at"))
)
_LINK = select(links).where(links.c.token_hash == bindparam("token_hash"))
_QUEUE = {
    "sqlite": sqlite.insert(letters).on_conflict_do_nothing(),
    # SQLAlchemy looks at how many rows an insertion added when it is asked to only.
    "postgresql": (
        postgresql.insert(letters).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    ),
}


@frozen
class SqlOutbox:
    """The facts to be told, kept in a database; `tasks` gathers what the transaction will put off.

    `told`: the facts put in this transaction.
    """

    connection: Line
    new_id: Ids
    tasks: list[Task] = Factory(list)
    told: list[Fact] = Factory(list)
    _unsaved: list[dict[str, object]] = Factory(list)

    def put(self, fact: Fact) -> str:
        """Keep a fact, to be reacted to once the transaction is done; its id."""
        fact_id = self.new_id()
        self.told.append(fact)
        self._unsaved.append(fact_values(fact_id, fact))
        self.tasks.append(Task(name=REACT, subject=fact_id, not_before=fact.at))
        return fact_id

    def get(self, fact_id: str) -> Fact:
        """Raises NotFound."""
        self.flush()
        row = self.connection.execute(_FACT, {"id": fact_id}).one_or_none()
        if row is None:
            raise NotFound("Ce fait n’existe pas.")
        return fact_of(row)

    def several(self, fact_ids: Collection[str]) -> Mapping[str, Fact]:
        """These facts, by their ids; an unknown one is left out."""
        self.flush()
        rows = self.connection.execute(_FACTS, {"ids": list(fact_ids)})
        return {row.id: fact_of(row) for row in rows}

    def flush(self) -> None:
        """Write the facts put so far, in one statement."""
        if self._unsaved:
            self.connection.execute(_ADD_FACT, self._unsaved)
            self._unsaved.clear()


@frozen
class SqlLetters:
    """The mails owed, kept in a database; `writing`: what is read may be changed."""

    connection: Line
    outbox: SqlOutbox
    writing: bool

    def queue(self, letter: Letter) -> bool:
        """Owe a letter, to be sent from `not_before` on; False when it is owed or waits already."""
        self.outbox.flush()  # its fact may be of this transaction
        statement = _QUEUE[self.connection.dialect.name]
        added = self.connection.execute(statement, letter_values(letter)).rowcount == 1
        if added:
            task = Task(name=SEND_LETTER, subject=letter.id, not_before=letter.not_before)
            self.outbox.tasks.append(task)
        return added

    def get(self, letter_id: str) -> Letter:
        """Raises NotFound."""
        letter = _LETTER_TO_CHANGE if self.writing else _LETTER
        row = self.connection.execute(letter, {"id": letter_id}).one_or_none()
        if row is None:
            raise NotFound(UNKNOWN)
        return letter_of(row)

    def save(self, letter: Letter) -> None:
        """Keep how far it got."""
        values = letter_progress(letter)
        saved = self.connection.execute(
            _SAVE, {"same_id": letter.id, **{f"new_{name}": values[name] for name in PROGRESS}}
        )
        if saved.rowcount != 1:
            raise NotFound(UNKNOWN)

    def put_back(self, letter: Letter) -> None:
        """Let a letter that could not leave wait again; one queued meanwhile under its name is needless."""
        if letter.merged_under is not None:
            given = {"name": letter.merged_under, "at": stored(letter.marked_at)}
            self.connection.execute(_GIVE_WAY, given)
        self.save(letter)

    def queue_again(self, letter: Letter) -> None:
        """Put it back, and have it sent from `not_before` on."""
        self.put_back(letter)
        self.outbox.tasks.append(Task(name=SEND_LETTER, subject=letter.id, not_before=letter.not_before))

    def followed(self, letter: Letter) -> bool:
        """Whether one was owed under the same name since, which is not needless."""
        if letter.merged_under is None:
            return False
        asked = {"name": letter.merged_under, "since": stored(letter.queued_at)}
        return self.connection.execute(_FOLLOWED, asked).one_or_none() is not None

    def unsent(self) -> Mapping[LetterState, int]:
        """How many letters wait, are leaving or were refused: every state of `UNSENT`, zeros included."""
        found = {LetterState(state): count for state, count in self.connection.execute(_UNSENT)}
        return {state: found.get(state, 0) for state in UNSENT}


@frozen
class SqlLinks:
    """The secure links given out, kept in a database."""

    connection: Line

    def add(self, token_hash: str, link: NeedLink) -> None:
        """Keep a link."""
        self.connection.execute(
            _ADD_LINK,
            {
                "token_hash": token_hash,
                "need": link.need,
                "team": link.team,
                "expires_at": stored(link.expires_at),
                "revoked_at": link.revoked_at and stored(link.revoked_at),
            },
        )

    def find(self, token_hash: str) -> NeedLink | None:
        """The link of that token, None when there is none."""
        row = self.connection.execute(_LINK, {"token_hash": token_hash}).one_or_none()
        if row is None:
            return None
        return NeedLink(
            need=row.need,
            team=row.team,
            expires_at=instant(row.expires_at),
            revoked_at=row.revoked_at and instant(row.revoked_at),
        )

    def revoke(self, need: str, team: str, at: datetime) -> None:
        """Let the links of that team to that need serve no more; those made from now on do."""
        self.connection.execute(_REVOKE_LINKS, {"for_need": need, "for_team": team, "at": stored(at)})
