"""The baskets of staff, in tables; those in one now are found by an index of their own."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from attrs import frozen
from sqlalchemy import bindparam, delete, func, insert, or_, select, tuple_

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, stored
from conseillers_adapters.sql.tables import basket_actions, basket_stays, instant
from conseillers_domain.basket import Action, ActionKind, Basket, Moves, Stay, WhyLeft

_NOW = basket_stays.c.left_at.is_(None)
_IN_THESE = basket_stays.c.basket.in_(bindparam("baskets", expanding=True))
_IN_SIGHT = or_(basket_stays.c.done_until.is_(None), basket_stays.c.done_until <= bindparam("today"))

_TAKE_OFF = delete(basket_stays).where(basket_stays.c.id == bindparam("id"))
_PUT = insert(basket_stays)
_PRESENT: Final = select(basket_stays).where(
    _NOW, _IN_THESE, basket_stays.c.subject.in_(bindparam("subjects", expanding=True))
)
_STAYING: Final = (
    select(basket_stays)
    .where(_NOW, _IN_THESE, basket_stays.c.subject > bindparam("after"))
    .order_by(basket_stays.c.subject)
    .limit(bindparam("limit"))
)
_FIRST_PAGE: Final = (
    select(basket_stays)
    .where(_NOW, basket_stays.c.basket == bindparam("basket"), _IN_SIGHT)
    .order_by(basket_stays.c.entered_at, basket_stays.c.id)
    .limit(bindparam("limit"))
)
_NEXT_PAGE: Final = _FIRST_PAGE.where(
    tuple_(basket_stays.c.entered_at, basket_stays.c.id)
    > tuple_(bindparam("after_at"), bindparam("after_id"))
)
_COUNTS: Final = (
    select(basket_stays.c.basket, func.count())
    .where(_NOW, _IN_THESE, _IN_SIGHT)
    .group_by(basket_stays.c.basket)
)
_STAYS: Final = (
    select(basket_stays)
    .where(basket_stays.c.subject == bindparam("subject"))
    .order_by(basket_stays.c.entered_at.desc(), basket_stays.c.id.desc())
    .limit(bindparam("limit"))
)
_ENTERED, _LEFT = (
    select(basket_stays.c.basket, func.count().label("entries"))
    .where(when > bindparam("since"))
    .group_by(basket_stays.c.basket)
    for when in (basket_stays.c.entered_at, basket_stays.c.left_at)
)
_NOTE = insert(basket_actions)
_ACTIONS: Final = (
    select(basket_actions)
    .where(basket_actions.c.subject == bindparam("subject"))
    .order_by(basket_actions.c.at.desc(), basket_actions.c.id.desc())
    .limit(bindparam("limit"))
)

_OF_THESE: Final = (
    select(basket_actions)
    .where(basket_actions.c.subject.in_(bindparam("subjects", expanding=True)))
    .order_by(basket_actions.c.subject, basket_actions.c.at, basket_actions.c.id)
)
"""The latest of each comes last."""


@frozen
class SqlBaskets:
    """The stays of teams and needs in baskets, kept in a database."""

    connection: Line

    def keep(self, stay: Stay) -> None:
        """Keep a stay, new or changed."""
        self.connection.execute(_TAKE_OFF, {"id": stay.id})
        self.connection.execute(
            _PUT,
            {
                "id": stay.id,
                "basket": stay.basket.value,
                "subject": stay.subject,
                "entered_at": stored(stay.entered_at),
                "left_at": stay.left_at and stored(stay.left_at),
                "why_left": stay.why_left and stay.why_left.value,
                "done_until": stay.done_until and stay.done_until.isoformat(),
            },
        )

    def present(self, baskets: Iterable[Basket], subjects: Iterable[str]) -> Mapping[str, Stay]:
        """Which of these subjects is in one of these baskets now, each in one at most."""
        asked = {"baskets": _names(baskets), "subjects": sorted(subjects)}
        rows = self.connection.execute(_PRESENT, asked) if asked["subjects"] else ()
        return {row.subject: _stay_of(row) for row in rows}

    def staying(self, baskets: Iterable[Basket], after: str, limit: int) -> tuple[Stay, ...]:
        """Who is in one of these baskets now, by subject, after one."""
        asked = {"baskets": _names(baskets), "after": after, "limit": limit}
        return tuple(map(_stay_of, self.connection.execute(_STAYING, asked)))

    def page(
        self, basket: Basket, today: date, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[Stay, ...]:
        """Who is in a basket now and not put aside that day, longest first; `after`: the last one's mark."""
        asked = {"basket": basket.value, "today": today.isoformat(), "limit": limit}
        if after is None:
            return tuple(map(_stay_of, self.connection.execute(_FIRST_PAGE, asked)))
        mark = {"after_at": stored(after[0]), "after_id": after[1]}
        return tuple(map(_stay_of, self.connection.execute(_NEXT_PAGE, {**asked, **mark})))

    def counts(self, today: date) -> Mapping[Basket, int]:
        """How many are in each basket now, and not put aside that day."""
        rows = self.connection.execute(_COUNTS, {"today": today.isoformat(), "baskets": _names(Basket)})
        return {**dict.fromkeys(Basket, 0), **{Basket(name): count for name, count in rows}}


def _names(baskets: Iterable[Basket]) -> list[str]:
    return [one.value for one in baskets]


@frozen
class SqlBasketHistory:
    """What became of a team or a need in baskets, kept in a database."""

    connection: Line

    def note(self, action: Action) -> None:
        """Keep what somebody did."""
        self.connection.execute(
            _NOTE,
            {
                "id": action.id,
                "basket": action.basket.value,
                "subject": action.subject,
                "kind": action.kind.value,
                "by": action.by,
                "at": stored(action.at),
                "note": action.note,
                "until": action.until and action.until.isoformat(),
                "told": action.told,
            },
        )

    def actions(self, subject: str, limit: int) -> tuple[Action, ...]:
        """What was done with a subject, latest first."""
        rows = self.connection.execute(_ACTIONS, {"subject": subject, "limit": limit})
        return tuple(map(_action_of, rows))

    def last(self, subjects: Iterable[str]) -> Mapping[str, Action]:
        """What was done last with each of these; nothing for those with which nothing was."""
        asked = {"subjects": sorted(subjects)}
        rows = self.connection.execute(_OF_THESE, asked) if asked["subjects"] else ()
        return {row.subject: _action_of(row) for row in rows}

    def stays(self, subject: str, limit: int) -> tuple[Stay, ...]:
        """Its stays, latest first."""
        rows = self.connection.execute(_STAYS, {"subject": subject, "limit": limit})
        return tuple(map(_stay_of, rows))

    def moves(self, since: datetime) -> Mapping[Basket, Moves]:
        """How many entered each basket after an instant, and left it; whatever is kept is read."""
        asked = {"since": stored(since)}
        entered, left = (
            {row.basket: row.entries for row in self.connection.execute(statement, asked)}
            for statement in (_ENTERED, _LEFT)
        )
        return {one: Moves(entered=entered.get(one.value, 0), left=left.get(one.value, 0)) for one in Basket}


def _action_of(row: AnyRow) -> Action:
    return Action(
        id=row.id,
        basket=Basket(row.basket),
        subject=row.subject,
        kind=ActionKind(row.kind),
        by=row.by,
        at=instant(row.at),
        note=row.note,
        until=row.until and date.fromisoformat(row.until),
        told=row.told,
    )


def _stay_of(row: AnyRow) -> Stay:
    return Stay(
        id=row.id,
        basket=Basket(row.basket),
        subject=row.subject,
        entered_at=instant(row.entered_at),
        left_at=row.left_at and instant(row.left_at),
        why_left=row.why_left and WhyLeft(row.why_left),
        done_until=row.done_until and date.fromisoformat(row.done_until),
    )
