"""What protects the way in, in tables."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import frozen
from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.people import session_of
from conseillers_adapters.sql.rows import AnyRow, from_json, stored, to_json
from conseillers_adapters.sql.tables import holds, instant, password_resets, places, second_factors, sessions
from conseillers_adapters.sql.turns import take_turn
from conseillers_application.ports import PasswordReset, Place, SecondFactor, Session
from conseillers_domain.errors import NotFound
from conseillers_domain.holding_off import Hold

Written = Mapping[str, sqlite.Insert | postgresql.Insert]


def _kept(table: Table) -> Written:
    """A row added, or changed when its key has one: two that add it at once do not fail."""
    key = [column.name for column in table.primary_key]
    written: dict[str, sqlite.Insert | postgresql.Insert] = {}
    for name, insert in (("sqlite", sqlite.insert(table)), ("postgresql", postgresql.insert(table))):
        changed = {column.name: insert.excluded[column.name] for column in table.columns}
        written[name] = insert.on_conflict_do_update(
            index_elements=key, set_={one: value for one, value in changed.items() if one not in key}
        )
    return written


_HOLDS = select(holds).where(holds.c.key.in_(bindparam("keys", expanding=True)))
_KEEP_HOLD = _kept(holds)
_DROP_HOLD = delete(holds).where(holds.c.key == bindparam("key"))
_FORGET_HOLDS = delete(holds).where(holds.c.clear_at <= bindparam("at"))
_PLACES = select(places).where(places.c.account == bindparam("account"))
_PLACE = select(places).where(places.c.id == bindparam("id"))
_KEEP_PLACE = _kept(places)
_FORGET_PLACES = delete(places).where(places.c.seen_at < bindparam("before"))
_FACTOR = select(second_factors).where(second_factors.c.account == bindparam("account"))
_KEEP_FACTOR = _kept(second_factors)
_DROP_FACTOR = delete(second_factors).where(second_factors.c.account == bindparam("account"))
_FORGET_FACTORS = delete(second_factors).where(
    second_factors.c.confirmed_at.is_(None), second_factors.c.asked_at < bindparam("before")
)
_KEEP_RESET = _kept(password_resets)
_RESET = select(password_resets).where(password_resets.c.id == bindparam("id"))
_BY_TOKEN = select(password_resets).where(password_resets.c.token_hash == bindparam("token_hash"))
_DROP_RESETS = delete(password_resets).where(password_resets.c.account == bindparam("account"))
_FORGET_RESETS = delete(password_resets).where(password_resets.c.expires_at <= bindparam("at"))
_SESSIONS = select(sessions).where(sessions.c.account == bindparam("account"))
_SEE = (
    update(sessions)
    .where(sessions.c.token_hash == bindparam("same_hash"))
    .values(seen_at=bindparam("seen_at"))
)


@frozen
class SqlHolds:
    """What is remembered of failures, in a database; `writing`: one more is about to be."""

    connection: Line
    writing: bool

    def of(self, keys: Iterable[str]) -> Mapping[str, Hold]:
        """What is remembered under these keys; nothing under those without a failure."""
        asked = sorted(keys)
        if self.writing:
            take_turn(self.connection, *(f"hold {key}" for key in asked))  # each failure counts
        rows = self.connection.execute(_HOLDS, {"keys": asked})
        return {row.key: Hold(clear_at=instant(row.clear_at), until=instant(row.until)) for row in rows}

    def keep(self, key: str, hold: Hold) -> None:
        """Remember this, and nothing else, under that key."""
        self.connection.execute(
            _KEEP_HOLD[self.connection.dialect.name],
            {"key": key, "clear_at": stored(hold.clear_at), "until": stored(hold.until)},
        )

    def drop(self, key: str) -> None:
        """Remember nothing under that key."""
        self.connection.execute(_DROP_HOLD, {"key": key})

    def forget(self, at: datetime) -> None:
        """Keep no more of what is forgotten by then."""
        self.connection.execute(_FORGET_HOLDS, {"at": stored(at)})


@frozen
class SqlPlaces:
    """Where people sign in from, in a database; `writing`: somebody is about to."""

    connection: Line
    writing: bool

    def of(self, account: str) -> Mapping[str, Place]:
        """Those of an account, by their network."""
        if self.writing:
            take_turn(self.connection, f"places {account}")  # a new one is told once
        found = map(_place_of, self.connection.execute(_PLACES, {"account": account}))
        return {place.network: place for place in found}

    def get(self, place_id: str) -> Place:
        """Raises NotFound."""
        row = self.connection.execute(_PLACE, {"id": place_id}).one_or_none()
        if row is None:
            raise NotFound("Ce lieu de connexion n’est plus connu.")
        return _place_of(row)

    def keep(self, place: Place) -> None:
        """Keep a new one, or when a known one was last seen."""
        self.connection.execute(
            _KEEP_PLACE[self.connection.dialect.name],
            {
                "id": place.id,
                "account": place.account,
                "network": place.network,
                "seen_at": stored(place.seen_at),
            },
        )

    def forget(self, before: datetime) -> None:
        """Keep no more of those that were not seen since."""
        self.connection.execute(_FORGET_PLACES, {"before": stored(before)})


def _place_of(row: AnyRow) -> Place:
    return Place(id=row.id, account=row.account, network=row.network, seen_at=instant(row.seen_at))


@frozen
class SqlSecondFactors:
    """The second factors of accounts, in a database; `writing`: a code is about to be used."""

    connection: Line
    writing: bool

    def of(self, account: str) -> SecondFactor | None:
        """That of an account, if it has one."""
        if self.writing:
            take_turn(self.connection, f"second factor {account}")  # a code serves once
        row = self.connection.execute(_FACTOR, {"account": account}).one_or_none()
        if row is None:
            return None
        return SecondFactor(
            account=row.account,
            salt=row.salt,
            asked_at=instant(row.asked_at),
            confirmed_at=None if row.confirmed_at is None else instant(row.confirmed_at),
            last_step=row.last_step,
            recovery=from_json(tuple[str, ...], row.recovery),
        )

    def keep(self, factor: SecondFactor) -> None:
        """Keep it, instead of the one the account had."""
        self.connection.execute(
            _KEEP_FACTOR[self.connection.dialect.name],
            {
                "account": factor.account,
                "salt": factor.salt,
                "asked_at": stored(factor.asked_at),
                "confirmed_at": None if factor.confirmed_at is None else stored(factor.confirmed_at),
                "last_step": factor.last_step,
                "recovery": to_json(factor.recovery),
            },
        )

    def drop(self, account: str) -> None:
        """The account has none any more."""
        self.connection.execute(_DROP_FACTOR, {"account": account})

    def forget(self, before: datetime) -> None:
        """Keep no more of those asked for before that, and never confirmed."""
        self.connection.execute(_FORGET_FACTORS, {"before": stored(before)})


@frozen
class SqlPasswordResets:
    """The passwords said to be forgotten, in a database; `writing`: a link is about to be used."""

    connection: Line
    writing: bool

    def keep(self, reset: PasswordReset) -> None:
        """Keep a new one, or a changed one."""
        self.connection.execute(
            _KEEP_RESET[self.connection.dialect.name],
            {
                "id": reset.id,
                "account": reset.account,
                "expires_at": stored(reset.expires_at),
                "token_hash": reset.token_hash,
            },
        )

    def get(self, reset_id: str) -> PasswordReset | None:
        """None when it is over."""
        return _reset_of(self.connection.execute(_RESET, {"id": reset_id}).one_or_none())

    def by_token(self, token_hash: str) -> PasswordReset | None:
        """The one of that link."""
        if self.writing:
            take_turn(self.connection, f"reset {token_hash}")  # it serves once
        return _reset_of(self.connection.execute(_BY_TOKEN, {"token_hash": token_hash}).one_or_none())

    def drop_all(self, account: str) -> None:
        """Keep none of that account."""
        self.connection.execute(_DROP_RESETS, {"account": account})

    def forget(self, at: datetime) -> None:
        """Keep no more of those that are over by then."""
        self.connection.execute(_FORGET_RESETS, {"at": stored(at)})


def _reset_of(row: AnyRow | None) -> PasswordReset | None:
    if row is None:
        return None
    return PasswordReset(
        id=row.id, account=row.account, expires_at=instant(row.expires_at), token_hash=row.token_hash
    )


@frozen
class SqlOpenSessions:
    """The sessions, as their holder looks after them, in a database."""

    connection: Line

    def of(self, account: str) -> Mapping[str, Session]:
        """Those of an account, by the hash of their token."""
        rows = self.connection.execute(_SESSIONS, {"account": account})
        return {row.token_hash: session_of(row, account) for row in rows}

    def see(self, token_hash: str, at: datetime) -> None:
        """Somebody used it."""
        self.connection.execute(_SEE, {"same_hash": token_hash, "seen_at": stored(at)})
