"""What may be said of a need: the table of moves, cell by cell, and what each stance cannot go without."""

from datetime import UTC, datetime

import pytest

from conseillers_domain.errors import Fault, Invalid, told_once
from conseillers_domain.position import (
    NEXT,
    NOTE_LENGTH,
    HelpKind,
    NewPosition,
    RefusalReason,
    Side,
    Stance,
)

PENDING, TAKEN, REFUSED = Stance.PENDING, Stance.TAKEN, Stance.REFUSED
HELPED, NO_HELP, UNREACHABLE = Stance.CLOSED_HELPED, Stance.CLOSED_NO_HELP, Stance.CLOSED_UNREACHABLE

MOVES: dict[Side, dict[Stance, set[Stance]]] = {
    Side.TEAM: {
        PENDING: {TAKEN, REFUSED},
        TAKEN: {HELPED, NO_HELP, UNREACHABLE, PENDING},
        HELPED: {TAKEN},
        NO_HELP: {TAKEN},
        UNREACHABLE: {TAKEN},
        REFUSED: {PENDING},
    },
    Side.STAFF: {
        PENDING: {TAKEN, REFUSED},
        TAKEN: {HELPED, NO_HELP, UNREACHABLE, PENDING},
        HELPED: {TAKEN, PENDING},
        NO_HELP: {TAKEN, PENDING},
        UNREACHABLE: {TAKEN, PENDING},
        REFUSED: {PENDING},
    },
}


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("before", Stance)
@pytest.mark.parametrize("after", Stance)
def test_only_the_moves_of_the_table_may_be_made(side: Side, before: Stance, after: Stance) -> None:
    assert (after in NEXT[side][before]) is (after in MOVES[side][before])


def test_stances_reasons_and_kinds_of_help_are_stable_codes() -> None:
    assert [*Stance] == [
        "pending",
        "taken",
        "refused",
        "closed_helped",
        "closed_no_help",
        "closed_unreachable",
    ]
    assert [*RefusalReason] == [
        "out_of_scope",
        "out_of_territory",
        "not_competent",
        "already_helped",
        "no_capacity",
        "other",
    ]
    assert [*HelpKind] == ["advice", "one_off_procedure", "financial", "long_term_technical"]


@pytest.mark.parametrize("kind", [Stance, RefusalReason, HelpKind])
def test_each_has_a_label_of_its_own(kind: type[Stance | RefusalReason | HelpKind]) -> None:
    labels = [one.label for one in kind]
    assert len(set(labels)) == len(labels)
    assert all(labels)


def test_something_is_expected_of_who_is_pending_or_taken_and_closed_is_closed() -> None:
    assert {one for one in Stance if one.open} == {PENDING, TAKEN}
    assert {one for one in Stance if one.closed} == {HELPED, NO_HELP, UNREACHABLE}


OTHER, CAPACITY, ADVICE = RefusalReason.OTHER, RefusalReason.NO_CAPACITY, (HelpKind.ADVICE,)


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        (NewPosition(stance=PENDING), []),
        (NewPosition(stance=TAKEN, note="J’appelle demain."), []),
        (NewPosition(stance=NO_HELP), []),
        (NewPosition(stance=UNREACHABLE), []),
        (NewPosition(stance=REFUSED, reason=CAPACITY), []),
        (NewPosition(stance=REFUSED, reason=OTHER, note="Déjà vu ensemble."), []),
        (NewPosition(stance=HELPED, help=tuple(HelpKind)), []),
        (NewPosition(stance=REFUSED), [("/reason", "required")]),
        (NewPosition(stance=REFUSED, reason=OTHER), [("/note", "required")]),
        (NewPosition(stance=REFUSED, reason=OTHER, note=" \n"), [("/note", "required")]),
        (NewPosition(stance=REFUSED, reason=CAPACITY, help=ADVICE), [("/help", "unexpected")]),
        (NewPosition(stance=HELPED), [("/help", "required")]),
        (NewPosition(stance=NO_HELP, help=ADVICE), [("/help", "unexpected")]),
        (NewPosition(stance=TAKEN, reason=CAPACITY), [("/reason", "unexpected")]),
        (NewPosition(stance=TAKEN, note="x" * NOTE_LENGTH), []),
        (NewPosition(stance=TAKEN, note="x" * (NOTE_LENGTH + 1)), [("/note", "too_long")]),
        (
            NewPosition(stance=TAKEN, reason=OTHER, help=ADVICE),
            [("/reason", "unexpected"), ("/help", "unexpected"), ("/note", "required")],
        ),
    ],
)
def test_a_refusal_has_its_reason_and_a_help_its_kinds(
    said: NewPosition, faults: list[tuple[str, str]]
) -> None:
    assert [(one.pointer, one.code) for one in said.faults()] == faults


AT = datetime(2026, 11, 23, tzinfo=UTC)


def test_what_is_wrong_is_not_said() -> None:
    with pytest.raises(Invalid) as refused:
        NewPosition(stance=REFUSED).said("ana", AT, Side.TEAM)
    assert refused.value.faults == (
        Fault("/reason", "required", "Indiquez pourquoi vous refusez ce besoin."),
    )


def test_what_is_said_has_its_author_its_instant_and_nothing_twice() -> None:
    new = NewPosition(stance=HELPED, help=(*ADVICE, HelpKind.FINANCIAL, *ADVICE), note="  Prêt d’honneur. ")
    position = new.said("ana", AT, Side.STAFF)
    assert (position.stance, position.by, position.at, position.side) == (HELPED, "ana", AT, Side.STAFF)
    assert (position.help, position.note) == ((HelpKind.ADVICE, HelpKind.FINANCIAL), "Prêt d’honneur.")


@pytest.mark.parametrize(
    "new",
    [
        NewPosition(stance=Stance.REFUSED),
        NewPosition(stance=Stance.CLOSED_HELPED),
        NewPosition(stance=Stance.PENDING, reason=RefusalReason.OTHER, help=(HelpKind.ADVICE,), note="?"),
    ],
)
def test_nothing_is_judged_by_a_stance_that_could_not_be_read(new: NewPosition) -> None:
    unread = Fault("/stance", "unknown_option", "Valeur inconnue.")
    assert new.faults()
    assert told_once((unread,), new.faults()) == (unread,)
