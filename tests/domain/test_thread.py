"""The thread of a need: what is missing, who is told, what there is to tell after corrections."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.accounts import Person, Role
from conseillers_domain.comment_words import (
    PLACE_LENGTH,
    TEXT_LENGTH,
    Appointment,
    CommentKind,
    Correction,
    NewComment,
    Words,
)
from conseillers_domain.errors import Conflict, Forbidden, Invalid, NotFound
from conseillers_domain.events import CommentChanged, CommentWritten
from conseillers_domain.position import Side, Stance
from conseillers_domain.thread import TOLD, Change, Comment, News, audience, written
from tests.builders import DAY, HOUR, NOW, a_need, a_referral

TAKEN, UNREACHABLE = Stance.TAKEN, Stance.CLOSED_UNREACHABLE
NEED = a_need(
    a_referral("cci", TAKEN),
    a_referral("cma", Stance.PENDING),
    a_referral("region", TAKEN),
    a_referral("urssaf", Stance.REFUSED),
)
TOMORROW = Appointment(at=NOW + DAY, place="Dans ses locaux")
INFORMATION = Words(kind=CommentKind.INFORMATION, text="Elle a deux salariés.")
MEETING = Words(kind=CommentKind.APPOINTMENT, appointment=TOMORROW)


def news(change: Change, kind: CommentKind, appointment: Appointment | None = None, changes: int = 0) -> News:
    """That, once the comment changed so many times, an hour after the other."""
    return News(change=change, kind=kind, appointment=appointment, sequence=changes, at=NOW + changes * HOUR)


def a_comment(words: Words = INFORMATION, team: str | None = "cci") -> Comment:
    """That, written by Zoé for that team."""
    comment, _ = told(words, team)
    return comment


def told(words: Words, team: str | None = "cci") -> tuple[Comment, CommentWritten]:
    """The same, and its fact."""
    new = NewComment(
        kind=words.kind,
        text=words.text,
        appointment=words.appointment,
        mentions=words.mentions,
        team=team,
    )
    own = frozenset({team} if team else ())
    return written(new, NEED, comment_id="comment", by="zoe", own=own, number=1, at=NOW)


def corrected(comment: Comment, words: Words, number: int = 2) -> Comment:
    """The comment, saying that an hour later."""
    after, fact = comment.correct(
        words, NEED, own=frozenset({"cci"}), number=number, at=NOW + (number - 1) * HOUR
    )
    assert fact == CommentChanged(
        need="need", comment="comment", number=number, withdrawn=False, at=after.latest.at
    )
    return after


def taken_back(comment: Comment, number: int = 2) -> Comment:
    """The comment, withdrawn an hour later."""
    after, fact = comment.withdraw(number=number, at=NOW + HOUR)
    assert fact is not None
    assert fact.withdrawn
    return after


def faults(words: Words) -> dict[str, str]:
    """What is wrong, by place."""
    return {fault.pointer: fault.code for fault in words.faults(NEED)}


def test_a_comment_has_words_and_an_appointment_a_date() -> None:
    assert faults(INFORMATION) == faults(MEETING) == {}
    assert faults(evolve(INFORMATION, text=" … ")) == {"/text": "required"}
    assert faults(evolve(MEETING, appointment=None)) == {"/appointment": "required"}
    assert faults(evolve(INFORMATION, appointment=TOMORROW)) == {"/appointment": "unexpected"}


def test_a_comment_has_an_end_and_mentions_teams_that_were_asked_only() -> None:
    assert faults(evolve(INFORMATION, text="x" * TEXT_LENGTH)) == {}
    place = "x" * (PLACE_LENGTH + 1)
    wrong = evolve(
        MEETING,
        text="x" * (TEXT_LENGTH + 1),
        appointment=Appointment(at=NOW, place=place),
        mentions=("cma", "paris"),
    )
    assert faults(wrong) == {
        "/text": "too_long",
        "/appointment/place": "too_long",
        "/mentions/1": "not_notified",
    }


def test_what_was_typed_for_nothing_is_not_kept() -> None:
    words = Words(
        kind=CommentKind.APPOINTMENT,
        text="  Oui. ",
        appointment=Appointment(at=NOW + timedelta(seconds=4, microseconds=2), place=" Agen "),
        mentions=("cma", "cma"),
    )
    assert words.tidied() == Words(
        kind=CommentKind.APPOINTMENT,
        text="Oui.",
        appointment=Appointment(at=NOW, place="Agen"),
        mentions=("cma",),
    )


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("stance", Stance)
def test_a_team_is_told_by_its_stance_or_because_it_is_mentioned_and_never_of_what_it_wrote(
    side: Side, stance: Stance
) -> None:
    need = a_need(a_referral("cci", TAKEN, stance))
    told = {
        Side.STAFF: {Stance.PENDING, TAKEN},
        Side.TEAM: {TAKEN, UNREACHABLE},
    }
    assert TOLD[side] == told[side]
    assert audience(need, side, frozenset(), ()) == (("cci",) if stance in told[side] else ())
    assert audience(need, side, frozenset(), ("cci",)) == ("cci",)
    assert audience(need, side, frozenset({"cci"}), ("cci",)) == ()


def test_what_is_written_is_told_to_those_the_table_says() -> None:
    comment, fact = told(INFORMATION)
    assert fact == CommentWritten(need="need", comment="comment", number=1, at=NOW)
    assert comment.latest.told == ("region",)
    assert (comment.side, comment.sequence, comment.standing()) == (Side.TEAM, 0, INFORMATION)
    assert a_comment(team=None).side is Side.STAFF
    assert a_comment(team=None).latest.told == ("cci", "cma", "region")
    with pytest.raises(Invalid):
        told(evolve(INFORMATION, text=""))


def test_a_correction_keeps_what_was_there_before_and_tells_nothing_of_the_words_alone() -> None:
    after = corrected(a_comment(), evolve(INFORMATION, text="Elle en a trois."))
    assert [edition.words and edition.words.text for edition in after.editions] == [
        "Elle a deux salariés.",
        "Elle en a trois.",
    ]
    assert (after.sequence, after.latest.told) == (1, ())
    assert after.news("region", 2) is None


def test_a_correction_that_changes_nothing_is_none() -> None:
    comment = a_comment()
    same = evolve(INFORMATION, text="Elle a deux salariés.  ")
    assert comment.correct(same, NEED, own=frozenset(), number=2, at=NOW) == (comment, None)
    with pytest.raises(Invalid):
        comment.correct(evolve(INFORMATION, text=""), NEED, own=frozenset(), number=2, at=NOW)


def test_what_is_not_given_of_a_correction_stays() -> None:
    assert Correction().of(MEETING) == MEETING
    assert Correction(text="À confirmer").of(MEETING) == evolve(MEETING, text="À confirmer")
    later = Appointment(at=NOW + 2 * DAY)
    assert Correction(appointment=later).of(MEETING) == evolve(MEETING, appointment=later)
    assert Correction(mentions=("cma",)).of(MEETING).mentions == ("cma",)
    assert Correction(kind=CommentKind.INFORMATION, text="Annulé").of(MEETING) == Words(
        kind=CommentKind.INFORMATION, text="Annulé"
    )


def test_a_comment_that_was_withdrawn_says_nothing_and_changes_no_more() -> None:
    after = taken_back(a_comment())
    assert after.latest.words is None
    assert after.withdraw(number=3, at=NOW) == (after, None)
    with pytest.raises(Conflict) as refusal:
        after.correct(INFORMATION, NEED, own=frozenset(), number=3, at=NOW)
    assert refusal.value.code == "withdrawn"


def test_a_comment_withdrawn_before_it_is_told_is_not_told() -> None:
    comment = a_comment()
    assert comment.news("region", 1) == news(Change.WRITTEN, CommentKind.INFORMATION)
    assert comment.news("cma", 1) is None
    assert taken_back(comment).news("region", 1) is None
    assert taken_back(comment).news("region", 2) is None
    assert taken_back(a_comment(MEETING)).news("region", 1) is None


def test_an_appointment_that_moves_is_told_to_whoever_knew_of_it() -> None:
    later = Appointment(at=NOW + 2 * DAY)
    after = corrected(a_comment(MEETING), evolve(MEETING, appointment=later))
    assert after.latest.told == ("region",)
    assert after.news("region", 2) == news(Change.MOVED, CommentKind.APPOINTMENT, later, changes=1)
    assert after.news("region", 1) == news(Change.WRITTEN, CommentKind.APPOINTMENT, later, changes=1)
    assert after.news("region", 1, until=NOW) == news(Change.WRITTEN, CommentKind.APPOINTMENT, TOMORROW)


def test_an_appointment_taken_back_is_cancelled_for_whoever_knew_of_it() -> None:
    cancelled = news(Change.CANCELLED, CommentKind.APPOINTMENT, TOMORROW, changes=1)
    assert taken_back(a_comment(MEETING)).news("region", 2) == cancelled
    no_more = corrected(a_comment(MEETING), INFORMATION)
    assert no_more.news("region", 2) == cancelled
    assert no_more.news("region", 1) == news(Change.WRITTEN, CommentKind.INFORMATION, changes=1)
    assert corrected(no_more, MEETING, number=3).news("region", 3) == news(
        Change.WRITTEN, CommentKind.APPOINTMENT, TOMORROW, changes=2
    )


def test_a_team_mentioned_afterwards_is_told_then() -> None:
    after = corrected(a_comment(), evolve(INFORMATION, mentions=("cci", "urssaf")))
    assert after.latest.told == ("urssaf",)
    assert after.news("urssaf", 2) == news(Change.WRITTEN, CommentKind.INFORMATION, changes=1)
    assert after.news("region", 2) is None


def test_an_appointment_that_moves_and_comes_back_before_it_is_told_is_not_told() -> None:
    away = corrected(a_comment(MEETING), evolve(MEETING, appointment=Appointment(at=NOW + 2 * DAY)))
    assert corrected(away, MEETING, number=3).news("region", 2) is None


def test_one_writes_for_a_team_of_ones_own_and_staff_for_itself() -> None:
    zoe = Person(id="zoe", email="", name="", roles=frozenset({Role.ADVISOR}), teams=frozenset({"cci"}))
    boss = Person(id="b", email="", name="", roles=frozenset({Role.MANAGER}), supervised=frozenset({"cma"}))
    staff = Person(id="s", email="", name="", roles=frozenset({Role.STAFF}))
    zoe.must_comment_for("cci", NEED)
    boss.must_comment_for("cma", NEED)
    staff.must_comment_for(None, NEED)
    for person, team in ((zoe, "cma"), (zoe, None), (staff, "cci")):
        with pytest.raises(Forbidden):
            person.must_comment_for(team, NEED)
    with pytest.raises(NotFound):
        zoe.must_comment_for("cci", a_need(a_referral("cma")))
    with pytest.raises(NotFound):
        zoe.must_comment_for("paris", NEED)


def test_every_kind_of_comment_has_a_name() -> None:
    assert len({kind.label for kind in CommentKind}) == len(CommentKind)


DATES = st.sampled_from([NOW + DAY, NOW + 2 * DAY])
CHANGES = st.one_of(
    st.builds(lambda at: evolve(MEETING, appointment=Appointment(at=at)), DATES),
    st.builds(lambda text: evolve(INFORMATION, text=text), st.sampled_from("abc")),
    st.sampled_from(["withdrawn", "told"]),
)


@given(first=st.sampled_from([INFORMATION, MEETING]), steps=st.lists(CHANGES, max_size=12))
def test_calendars_end_with_what_is_true_whenever_letters_leave(
    first: Words, steps: list[Words | str]
) -> None:
    comment = a_comment(first)
    waiting: int | None = 1  # the number of the edition that a letter is owed for
    calendar: Appointment | None = None
    sequences = list[int]()
    for step in (*steps, "told"):
        before = comment
        if isinstance(step, Words):
            if comment.latest.words is not None:
                comment, _ = comment.correct(
                    step, NEED, own=frozenset(), number=len(comment.editions) + 1, at=NOW
                )
        elif step == "withdrawn":
            comment, _ = comment.withdraw(number=len(comment.editions) + 1, at=NOW)
        elif waiting is not None:
            told, waiting = comment.news("region", waiting), None
            if told is not None and told.appointment is not None:
                calendar = None if told.change is Change.CANCELLED else told.appointment
                sequences.append(told.sequence)
        if comment is not before and waiting is None and "region" in comment.latest.told:
            waiting = comment.latest.number
    words = comment.latest.words
    assert calendar == (words.appointment if words else None)
    assert sequences == sorted(set(sequences))
