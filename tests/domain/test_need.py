"""A need and its referrals: moves, statuses, tabs, single takers, and who said it first."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.errors import Conflict, Invalid, NotFound
from conseillers_domain.events import (
    ClosingCorrected,
    NeedTransmitted,
    PositionTaken,
    ReferralMoved,
    ReferralsLeft,
)
from conseillers_domain.need import EXPIRY, TAB_ORDER, Need, NeedStatus, Tab, status_of, tab_of
from conseillers_domain.position import (
    BY_RULE,
    NEXT,
    Closing,
    Correction,
    HelpKind,
    NewPosition,
    Position,
    RefusalReason,
    Side,
    Stance,
)
from conseillers_domain.referral import Leaving
from tests.builders import DAY, HOUR, NOW, a_need, a_position, a_referral

LATER = NOW + DAY
STANCES = [*Stance]
MICROSECOND = timedelta(microseconds=1)


def new(stance: Stance) -> NewPosition:
    """That stance with what it cannot go without."""
    return NewPosition(
        stance=stance,
        reason=RefusalReason.OUT_OF_SCOPE if stance is Stance.REFUSED else None,
        help=(HelpKind.ADVICE,) if stance is Stance.CLOSED_HELPED else (),
    )


def moved(
    need: Need,
    stance: Stance,
    *,
    team: str = "cci",
    by: str = "ana",
    side: Side = Side.TEAM,
    yields: frozenset[str] = frozenset(),
) -> tuple[Need, tuple[PositionTaken, ...]]:
    """The need after somebody says that."""
    return need.take_position(team, new(stance), by=by, side=side, at=LATER, yields=yields)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("before", Stance)
@pytest.mark.parametrize("after", Stance)
def test_a_move_of_the_table_is_made_and_any_other_is_refused(
    side: Side, before: Stance, after: Stance
) -> None:
    need = a_need(a_referral("cci", before))
    if after in NEXT[side][before]:
        need, facts = moved(need, after, side=side)
        assert need.referral("cci").stance is after
        assert need.referral("cci").positions[-1] == new(after).said("ana", LATER, side)
        assert facts == (
            PositionTaken(
                need="need",
                team="cci",
                before=before,
                after=after,
                by_team=side is Side.TEAM,
                at=LATER,
            ),
        )
    elif before is after:
        assert moved(need, after, side=side, by="advisor") == (need, ())
    else:
        with pytest.raises(Conflict) as refused:
            moved(need, after, side=side)
        assert refused.value.code == "move_refused"
        assert (
            refused.value.sentence == f"Un besoin « {before.label} » ne peut pas passer à « {after.label} »."
        )


@pytest.mark.parametrize("stance", Stance)
def test_repeating_oneself_changes_nothing(stance: Stance) -> None:
    need = a_need(a_referral("cci", stance))
    assert moved(need, stance, by="advisor") == (need, ())


@pytest.mark.parametrize("stance", [one for one in Stance if one is not Stance.PENDING])
def test_the_second_to_say_the_same_learns_that_somebody_was_faster(stance: Stance) -> None:
    need = a_need(a_referral("cci", stance))
    with pytest.raises(Conflict, match="vous a devancé") as refused:
        moved(need, stance, by="bob")
    assert refused.value.code == "already_said"


def test_a_refusal_by_the_rule_and_a_move_by_staff_name_nobody_of_the_team() -> None:
    need = a_need(a_referral("cci"), a_referral("cci-47"))
    ruled, _ = need.take_position(
        "cci",
        NewPosition(stance=Stance.TAKEN),
        by="ana",
        side=Side.TEAM,
        at=LATER,
        yields=frozenset({"cci", "cci-47"}),
    )
    with pytest.raises(Conflict) as refused:
        moved(ruled, Stance.REFUSED, team="cci-47", by="bob")
    assert refused.value.sentence == (
        "Ce besoin est déjà « refusé » : une autre équipe de la même institution l’a pris en charge."
    )
    staffed, _ = moved(need, Stance.TAKEN, side=Side.STAFF, by="staff")
    with pytest.raises(Conflict) as refused:
        moved(staffed, Stance.TAKEN, by="bob")
    assert refused.value.sentence == (
        "Ce besoin est déjà « pris en charge » : l’équipe du service l’a indiqué avant vous."
    )


def test_what_was_undone_belongs_to_who_undid_it() -> None:
    undone, _ = moved(a_need(a_referral("cci", Stance.TAKEN)), Stance.PENDING, by="bob")
    assert moved(undone, Stance.PENDING, by="bob") == (undone, ())
    with pytest.raises(Conflict):
        moved(undone, Stance.PENDING, by="ana")


def test_a_need_that_nobody_answered_is_pending_for_everybody() -> None:
    need = a_need(a_referral("cci"))
    assert moved(need, Stance.PENDING, by="anybody") == (need, ())


def test_positions_are_added_and_never_changed() -> None:
    need = a_need(a_referral("cci"))
    for stance in (Stance.TAKEN, Stance.CLOSED_UNREACHABLE, Stance.TAKEN, Stance.CLOSED_HELPED):
        before = need.referral("cci").positions
        need, _ = moved(need, stance)
        assert need.referral("cci").positions[: len(before)] == before
        assert len(need.referral("cci").positions) == len(before) + 1


def test_nobody_speaks_for_a_team_that_was_not_asked() -> None:
    with pytest.raises(NotFound):
        moved(a_need(a_referral("cci")), Stance.TAKEN, team="cma")


def test_a_position_with_something_missing_is_refused_whole() -> None:
    with pytest.raises(Invalid):
        a_need(a_referral("cci")).take_position(
            "cci", NewPosition(stance=Stance.REFUSED), by="ana", side=Side.TEAM, at=LATER
        )


def test_the_next_moves_are_those_of_the_readers_side() -> None:
    closed = a_referral("cci", Stance.CLOSED_HELPED)
    assert closed.next(Side.TEAM) == (Stance.TAKEN,)
    assert closed.next(Side.STAFF) == (Stance.TAKEN, Stance.PENDING)


@pytest.mark.parametrize("other", Stance)
def test_the_taker_of_an_institution_that_takes_once_has_its_open_referrals_refused_by_the_rule(
    other: Stance,
) -> None:
    need = a_need(a_referral("cci"), a_referral("cci-2", other), a_referral("cma"))
    after, facts = moved(need, Stance.TAKEN, yields=frozenset({"cci", "cci-2"}))
    assert after.referral("cci").stance is Stance.TAKEN
    assert after.referral("cma").stance is Stance.PENDING
    if not other.open:
        assert after.referral("cci-2") == need.referral("cci-2")
        assert [one.team for one in facts] == ["cci"]
        return
    assert after.referral("cci-2").positions[-1] == Position(
        stance=Stance.REFUSED, by=BY_RULE, at=LATER, reason=RefusalReason.ALREADY_HELPED
    )
    assert facts[1] == PositionTaken(
        need="need", team="cci-2", before=other, after=Stance.REFUSED, by_team=False, at=LATER
    )


@pytest.mark.parametrize("stance", [Stance.REFUSED, Stance.CLOSED_HELPED])
def test_only_taking_makes_the_others_give_way(stance: Stance) -> None:
    before = Stance.TAKEN if stance.closed else Stance.PENDING
    need = a_need(a_referral("cci", before), a_referral("cci-2"))
    after, facts = moved(need, stance, yields=frozenset({"cci", "cci-2"}))
    assert after.referral("cci-2").stance is Stance.PENDING
    assert len(facts) == 1


def test_a_referral_that_gave_way_may_be_opened_again_by_its_team() -> None:
    need = a_need(a_referral("cci"), a_referral("cci-2"))
    yielded, _ = moved(need, Stance.TAKEN, yields=frozenset({"cci", "cci-2"}))
    after, _ = moved(yielded, Stance.PENDING, team="cci-2", by="bob")
    assert after.referral("cci-2").stance is Stance.PENDING


@pytest.mark.parametrize(
    "stances", [some for size in range(1, len(STANCES) + 1) for some in combinations(STANCES, size)]
)
def test_a_status_is_the_first_that_applies(stances: tuple[Stance, ...]) -> None:
    order = [
        (Stance.CLOSED_HELPED, NeedStatus.HELPED),
        (Stance.CLOSED_NO_HELP, NeedStatus.NO_HELP),
        (Stance.CLOSED_UNREACHABLE, NeedStatus.UNREACHABLE),
        (Stance.TAKEN, NeedStatus.TAKEN),
        (Stance.PENDING, NeedStatus.PENDING),
        (Stance.REFUSED, NeedStatus.REFUSED_BY_ALL),
    ]
    assert status_of(stances) is next(status for stance, status in order if stance in stances)


@given(st.lists(st.sampled_from(STANCES)))
def test_a_status_looks_neither_at_order_nor_at_number(stances: list[Stance]) -> None:
    assert status_of(stances) is status_of(set(stances))
    assert status_of(stances) is status_of(reversed(stances))


def test_a_need_put_before_nobody_is_to_transmit() -> None:
    assert a_need().status is NeedStatus.TO_TRANSMIT


def test_a_need_says_how_many_teams_still_owe_an_answer() -> None:
    need = a_need(*(a_referral(stance.value, stance) for stance in Stance))
    assert (need.status, need.open_referrals) == (NeedStatus.HELPED, 2)


def test_statuses_are_stable_codes_each_with_its_label() -> None:
    assert [*NeedStatus] == [
        "to_transmit",
        "helped",
        "no_help",
        "unreachable",
        "taken",
        "pending",
        "refused_by_all",
    ]
    assert len({one.label for one in NeedStatus}) == len(NeedStatus)
    assert len({one.label_for_company for one in NeedStatus}) == len(NeedStatus)


@pytest.mark.parametrize(
    ("stance", "tab", "after_expiry"),
    [
        (Stance.PENDING, Tab.INBOX, Tab.EXPIRED),
        (Stance.TAKEN, Tab.TAKEN, Tab.TAKEN),
        (Stance.REFUSED, Tab.REFUSED, Tab.REFUSED),
        (Stance.CLOSED_HELPED, Tab.CLOSED, Tab.CLOSED),
        (Stance.CLOSED_NO_HELP, Tab.CLOSED, Tab.CLOSED),
        (Stance.CLOSED_UNREACHABLE, Tab.CLOSED, Tab.CLOSED),
    ],
)
def test_a_referral_is_in_one_tab_and_leaves_the_inbox_after_45_days(
    stance: Stance, tab: Tab, after_expiry: Tab
) -> None:
    assert timedelta(days=45) == EXPIRY
    assert tab_of(stance, NOW, NOW + EXPIRY - MICROSECOND) is tab
    assert tab_of(stance, NOW, NOW + EXPIRY) is after_expiry


def test_an_expired_referral_can_still_be_taken() -> None:
    need = a_need(a_referral("cci", sent_at=NOW - 100 * DAY))
    assert moved(need, Stance.TAKEN)[0].status is NeedStatus.TAKEN


def test_every_tab_has_its_rank() -> None:
    assert [*TAB_ORDER] == [*Tab] == ["inbox", "taken", "closed", "refused", "expired"]


def test_a_need_is_put_before_each_team_once() -> None:
    need, fact = a_need().transmit(("cma", "cci", "cma"), NOW)
    assert [one.team for one in need.referrals] == ["cma", "cci"]
    assert all(one.sent_at == NOW and one.stance is Stance.PENDING for one in need.referrals)
    assert fact == NeedTransmitted(need="need", teams=("cma", "cci"), at=NOW)


def test_a_team_already_asked_keeps_what_it_said_when_others_are_added() -> None:
    need = a_need(a_referral("cci", Stance.TAKEN))
    after, fact = need.transmit(("cci", "cma"), LATER)
    assert after.referrals[0] == need.referrals[0]
    assert after.referral("cma").sent_at == LATER
    assert fact == NeedTransmitted(need="need", teams=("cma",), at=LATER)


@pytest.mark.parametrize("teams", [(), ("cci",)])
def test_asking_nobody_new_changes_nothing(teams: tuple[str, ...]) -> None:
    need = a_need(a_referral("cci"))
    assert need.transmit(teams, LATER) == (need, None)


def test_dates_are_read_from_the_positions() -> None:
    referral = a_referral("cci", Stance.TAKEN, Stance.CLOSED_HELPED)
    assert [one.at for one in referral.positions] == [NOW + HOUR, NOW + 2 * HOUR]
    assert a_position(Stance.TAKEN).at == NOW


def test_a_referral_withdrawn_counts_for_nothing_any_more() -> None:
    need = a_need(a_referral("cci"), a_referral("cma", Stance.REFUSED))
    after, fact = need.withdraw("cci", LATER)
    assert [one.team for one in after.referrals] == ["cma"]
    assert after.status is NeedStatus.REFUSED_BY_ALL
    assert fact == ReferralsLeft(need="need", teams=("cci",), how=Leaving.WITHDRAWN, at=LATER)
    (left,) = after.left
    assert (left.referral, left.how, left.at) == (a_referral("cci"), Leaving.WITHDRAWN, LATER)
    with pytest.raises(NotFound):
        after.referral("cci")


@pytest.mark.parametrize("stance", [one for one in Stance if one is not Stance.PENDING])
def test_what_a_team_answered_is_not_withdrawn(stance: Stance) -> None:
    with pytest.raises(Conflict, match="déjà répondu"):
        a_need(a_referral("cci", stance)).withdraw("cci", LATER)


def test_a_team_asked_again_keeps_what_it_had_said() -> None:
    need, _ = a_need(a_referral("cci", Stance.TAKEN, Stance.PENDING)).withdraw("cci", LATER)
    after, fact = need.transmit(("cci", "cma"), LATER)
    assert fact == NeedTransmitted(need="need", teams=("cci", "cma"), at=LATER)
    assert after.left == ()
    assert [(one.team, one.sent_at, len(one.positions)) for one in after.referrals] == [
        ("cci", LATER, 2),
        ("cma", LATER, 0),
    ]


def test_only_what_waited_too_long_is_archived() -> None:
    need = a_need(
        a_referral("cci", sent_at=NOW - DAY),
        a_referral("cma", sent_at=NOW - DAY + MICROSECOND),
        a_referral("region", Stance.TAKEN, sent_at=NOW - DAY),
    )
    after, fact = need.archive(NOW - DAY, NOW)
    assert fact == ReferralsLeft(need="need", teams=("cci",), how=Leaving.ARCHIVED, at=NOW)
    assert [one.team for one in after.referrals] == ["cma", "region"]
    assert after.archive(NOW - DAY, NOW) == (after, None)


@pytest.mark.parametrize("stance", [Stance.PENDING, Stance.TAKEN])
def test_an_open_referral_is_handed_over_as_it_stands(stance: Stance) -> None:
    need = a_need(a_referral("cma"), a_referral("cci", stance))
    after, fact = need.move("cci", "region", LATER)
    assert after.referrals == (a_referral("cma"), a_referral("region", stance))
    assert fact == ReferralMoved(need="need", team="cci", to="region", at=LATER)
    assert after.status is need.status


@pytest.mark.parametrize("stance", [Stance.REFUSED, Stance.CLOSED_HELPED])
def test_what_is_over_is_not_handed_over(stance: Stance) -> None:
    with pytest.raises(Conflict, match="plus rien à faire"):
        a_need(a_referral("cci", stance)).move("cci", "cma", LATER)


def test_nothing_is_handed_to_a_team_that_was_asked_already() -> None:
    need = a_need(a_referral("cci"), a_referral("cma"))
    with pytest.raises(Conflict, match="déjà reçu"):
        need.move("cci", "cma", LATER)
    without, _ = need.withdraw("cma", LATER)
    with pytest.raises(Conflict, match="déjà reçu"):
        without.move("cci", "cma", LATER)


def test_the_referrals_of_teams_that_are_not_asked_do_not_end() -> None:
    need = a_need(a_referral("cci"))
    assert need.leave(("cma",), Leaving.WITHDRAWN, LATER) == (need, None)


@pytest.mark.parametrize("how", Leaving)
def test_how_a_referral_ended_is_said_in_words(how: Leaving) -> None:
    assert how.label


def test_a_need_on_another_subject_leaves_those_who_said_nothing_unless_they_answer_it_too() -> None:
    need = a_need(a_referral("cci"), a_referral("cma", Stance.REFUSED), a_referral("region"))
    after, facts = need.requalified("investir", ("region", "urssaf"), LATER)
    assert after.subject == "investir"
    assert [one.team for one in after.referrals] == ["cma", "region", "urssaf"]
    assert facts == (
        ReferralsLeft(need="need", teams=("cci",), how=Leaving.WITHDRAWN, at=LATER),
        NeedTransmitted(need="need", teams=("urssaf",), at=LATER),
    )
    again, facts = after.requalified("investir", ("region", "urssaf"), LATER)
    assert (again, facts) == (after, ())


def test_a_need_is_not_put_on_a_subject_that_leaves_it_to_nobody() -> None:
    with pytest.raises(Conflict, match="Aucune équipe"):
        a_need(a_referral("cci")).requalified("investir", (), LATER)


def test_a_closing_is_put_in_better_words_and_what_they_replace_is_kept() -> None:
    need = a_need(a_referral("cci", Stance.TAKEN, Stance.CLOSED_HELPED), a_referral("urssaf"))
    after, fact = need.correct_closing(
        "cci", Closing(help=(HelpKind.FINANCIAL,), note=" Prêt accordé. "), by="other", at=NOW + DAY
    )
    assert fact == ClosingCorrected(need="need", team="cci", at=NOW + DAY)
    before, last = need.referral("cci").positions[-1], after.referral("cci").positions[-1]
    assert (last.help, last.note) == ((HelpKind.FINANCIAL,), "Prêt accordé.")
    assert (last.stance, last.by, last.at, last.side) == (before.stance, before.by, before.at, before.side)
    assert last.corrections == (Correction(by="other", at=NOW + DAY, help=before.help, note=before.note),)
    assert after.referral("urssaf") == need.referral("urssaf")


def test_the_same_words_again_correct_nothing() -> None:
    need = a_need(a_referral("cci", Stance.TAKEN, Stance.CLOSED_HELPED))
    assert need.correct_closing("cci", Closing(help=(HelpKind.ADVICE,)), by="a", at=NOW) == (need, None)


@pytest.mark.parametrize("stances", [(), (Stance.TAKEN,), (Stance.REFUSED,)])
def test_what_is_not_closed_has_no_closing_to_correct(stances: tuple[Stance, ...]) -> None:
    need = a_need(a_referral("cci", *stances))
    with pytest.raises(Conflict, match="il n’y a pas de clôture à corriger") as refused:
        need.correct_closing("cci", Closing(note="Bien"), by="a", at=NOW)
    assert refused.value.code == "not_closed"


def test_a_correction_lacks_nothing_that_its_closing_needs() -> None:
    need = a_need(a_referral("cci", Stance.TAKEN, Stance.CLOSED_HELPED))
    with pytest.raises(Invalid) as refused:
        need.correct_closing("cci", Closing(note="Bien"), by="a", at=NOW)
    assert [one.pointer for one in refused.value.faults] == ["/help"]
