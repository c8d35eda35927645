"""The figures: what each counts, and what adds up (domain.md §10)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.calendar import first_instant_of
from conseillers_domain.counting import Cuts, Tally, count, marks_of
from conseillers_domain.figures import FIGURES, Mark, Unit, Value
from conseillers_domain.lives import Asked, Life, Move, Scope, Surveyed, site_of
from conseillers_domain.need import EXPIRY, NeedStatus
from conseillers_domain.position import HelpKind, Stance
from tests.builders import DAY, HOUR, NOW, TODAY
from tests.domain.lives import LIVES, TEAMS, a_life, asked, branch_of, institution_of, month_of

SOON_AFTER = timedelta(milliseconds=1)


def values(lives: Iterable[Life], at: datetime = NOW) -> dict[str, Value]:
    """Every figure of these lives, by its code."""
    return {figure.code: value for figure, value in count(lives, Cuts(), at).total.values()}


def counted(*lives: Life, at: datetime = NOW) -> dict[str, int]:
    """How many each figure counts, those that count none left out."""
    return {code: value.numerator for code, value in values(lives, at).items() if value.numerator}


def test_codes_and_definitions_are_each_of_one_figure() -> None:
    assert len({one.code for one in FIGURES}) == len(FIGURES)
    assert len({one.definition for one in FIGURES}) == len(FIGURES)
    assert all(one.definition.endswith(".") and one.label for one in FIGURES)
    assert {one.counts for one in FIGURES} == set(Mark)
    assert all(one.among is not None for one in FIGURES if one.unit is Unit.SHARE)
    assert {one.label for one in Unit} == {"nombre", "part"}


def test_a_share_of_nothing_is_no_number() -> None:
    found = values([])
    assert found["demands_received"] == Value(numerator=0, denominator=None, value=0)
    assert found["share_transmitted"] == Value(numerator=0, denominator=0, value=None)


def test_a_share_is_told_with_what_it_is_made_of() -> None:
    lives = [a_life(), a_life(asked("cci")), a_life(asked("cci"))]
    assert values(lives)["share_transmitted"] == Value(numerator=2, denominator=3, value=0.6667)


def test_a_demand_that_gave_no_need_is_received_and_no_more() -> None:
    assert counted(a_life()) == {"demands_received": 1}


def test_a_need_whose_every_referral_was_taken_back_is_to_be_transmitted() -> None:
    found = counted(a_life(need="need"))
    assert found == {"demands_received": 1, "needs": 1, "needs_to_transmit": 1}


@pytest.mark.parametrize(
    ("after", "within"), [(72 * HOUR, True), (72 * HOUR + SOON_AFTER, False), (HOUR, True)]
)
def test_a_transmission_is_soon_up_to_72_hours(after: timedelta, *, within: bool) -> None:
    life = a_life(asked("cci", sent_at=NOW + after), asked("cma", sent_at=NOW + 100 * HOUR))
    assert (Mark.WITHIN_72_HOURS in marks_of(life, NOW)) is within


MIDNIGHT = first_instant_of(TODAY + DAY)


@pytest.mark.parametrize(
    ("moved_at", "within_3", "within_5"),
    [
        (NOW + HOUR, True, True),
        (MIDNIGHT + 3 * DAY - SOON_AFTER, True, True),
        (MIDNIGHT + 3 * DAY, False, True),
        (MIDNIGHT + 5 * DAY - SOON_AFTER, False, True),
        (MIDNIGHT + 5 * DAY, False, False),
    ],
)
def test_days_are_counted_in_france_from_the_day_a_team_was_asked(
    moved_at: datetime, *, within_3: bool, within_5: bool
) -> None:
    found = marks_of(a_life(asked("cci", Move(Stance.TAKEN, moved_at))), NOW)
    assert (Mark.TAKEN_WITHIN_3_DAYS in found) is within_3
    assert (Mark.TAKEN_WITHIN_5_DAYS in found) is within_5
    helped = Move(Stance.CLOSED_HELPED, moved_at, (HelpKind.ADVICE,))
    found = marks_of(a_life(asked("cci", helped)), NOW)
    assert (Mark.HELPED_WITHIN_5_DAYS in found) is within_5


def test_the_first_time_a_team_takes_a_need_counts_even_if_it_went_back() -> None:
    life = a_life(asked("cci", Move(Stance.TAKEN, NOW), Move(Stance.PENDING, NOW + HOUR)))
    found = counted(life)
    assert found["taken_within_3_days"] == 1
    assert found["needs_pending"] == 1
    assert "share_positioned" not in found


def test_the_kinds_of_help_of_a_need_are_those_its_teams_say_they_gave() -> None:
    def helped(*kinds: HelpKind) -> Move:
        return Move(Stance.CLOSED_HELPED, NOW, kinds)

    life = a_life(
        asked("cci", helped(HelpKind.ADVICE, HelpKind.FINANCIAL)),
        asked("cma", helped(HelpKind.ADVICE)),
        asked("dreets", helped(HelpKind.ONE_OFF_PROCEDURE), Move(Stance.TAKEN, NOW)),
    )
    found = {code: many for code, many in counted(life).items() if code.startswith("help_")}
    assert found == {"help_advice": 1, "help_financial": 1}
    assert values([life])["help_advice"].denominator == 1


@pytest.mark.parametrize(
    ("moves", "abandoned"),
    [
        ((), True),
        ((Move(Stance.REFUSED, NOW),), True),
        ((Move(Stance.TAKEN, NOW),), False),
        ((Move(Stance.CLOSED_NO_HELP, NOW),), False),
    ],
)
def test_a_need_that_nobody_takes_in_45_days_is_abandoned(
    moves: tuple[Move, ...], *, abandoned: bool
) -> None:
    life = a_life(asked("cci"), asked("cma", *moves, sent_at=NOW + DAY))
    assert ("abandoned" in counted(life, at=NOW + DAY + EXPIRY)) is abandoned
    assert "abandoned" not in counted(life, at=NOW + DAY + EXPIRY - SOON_AFTER)


def test_a_need_that_each_team_refused_is_answered_not_abandoned() -> None:
    life = a_life(asked("cci", Move(Stance.REFUSED, NOW)))
    found = counted(life, at=NOW + 2 * EXPIRY)
    assert found["refused_by_all"] == found["needs_refused_by_all"] == found["share_positioned"] == 1
    assert "abandoned" not in found


def test_a_need_counts_in_each_institution_by_what_that_one_made_of_it() -> None:
    life = a_life(asked("cci-a", Move(Stance.REFUSED, NOW)), asked("cma-a", Move(Stance.TAKEN, NOW)))
    found = count([life], Cuts(by_team={"institution": institution_of}), NOW)
    assert (found.total[Mark.NEED], found.total[Mark.TAKEN]) == (1, 1)
    cci, cma = found.parts["institution"]["cci"], found.parts["institution"]["cma"]
    assert (cci[Mark.NEED], cci[Mark.REFUSED_BY_ALL], cci[Mark.TAKEN]) == (1, 1, 0)
    assert (cma[Mark.NEED], cma[Mark.REFUSED_BY_ALL], cma[Mark.TAKEN]) == (1, 0, 1)


# What adds up, whatever the lives


@given(lives=LIVES)
def test_every_need_has_one_status(lives: list[Life]) -> None:
    found = values(lives, NOW + 60 * DAY)
    statuses = sum(found[f"needs_{status}"].numerator for status in NeedStatus)
    assert statuses == found["needs"].numerator == sum(life.need is not None for life in lives)
    assert found["needs"].numerator - found["needs_to_transmit"].numerator == (
        found["share_transmitted"].numerator
    )


@given(lives=LIVES)
def test_no_share_is_out_of_bounds(lives: list[Life]) -> None:
    for value in values(lives, NOW + 60 * DAY).values():
        assert value.denominator is None or value.numerator <= value.denominator
        assert value.value is not None or value.denominator == 0


@given(lives=LIVES)
def test_months_add_up_to_the_year(lives: list[Life]) -> None:
    found = count(lives, Cuts(whole={"month": month_of}), NOW)
    year = sum(found.parts["month"].values(), Tally())
    assert list(year.values()) == list(found.total.values())


@given(lives=LIVES)
def test_an_institution_counts_each_of_its_needs_once_its_branches_at_least_once(lives: list[Life]) -> None:
    cuts = Cuts(by_team={"institution": institution_of, "branch": branch_of})
    parts = count(lives, cuts, NOW).parts
    for slug, tally in parts["institution"].items():
        branches = {key: one for key, one in parts["branch"].items() if str(key).startswith(f"{slug}-")}
        shared = sum(
            len({branch_of(one.team) for one in life.asked if institution_of(one.team) == slug}) - 1
            for life in lives
            if any(institution_of(one.team) == slug for one in life.asked)
        )
        assert sum(one[Mark.NEED] for one in branches.values()) == tally[Mark.NEED] + shared


@given(lives=LIVES, teams=st.frozensets(st.sampled_from(TEAMS)))
def test_the_part_of_a_cut_is_what_its_scope_counts(lives: list[Life], teams: frozenset[str]) -> None:
    part = count(lives, Cuts(by_team={"mine": lambda team: "mine" if team in teams else None}), NOW).parts
    scope = count(Scope(teams=teams).parts(lives), Cuts(), NOW).total
    assert list(part["mine"].get("mine", Tally()).values()) == list(scope.values())


@given(lives=LIVES)
def test_the_part_of_a_whole_cut_is_what_its_scope_counts_too(lives: list[Life]) -> None:
    parts = count(lives, Cuts(whole={"month": month_of}), NOW).parts["month"]
    for month, tally in parts.items():
        assert month is not None
        scope = Scope(only=((month_of, frozenset({month})),))
        assert list(count(scope.parts(lives), Cuts(), NOW).total.values()) == list(tally.values())


def test_a_company_that_was_helped_may_say_whether_it_was_of_use() -> None:
    helped = asked("cci", Move(Stance.CLOSED_HELPED, NOW, (HelpKind.ADVICE,)))
    content = a_life(helped, surveyed=Surveyed(contacted=True, useful=True, mark=4))
    unhappy = a_life(helped, surveyed=Surveyed(contacted=False, useful=False, mark=3))
    taken_back = evolve(content, asked=(asked("cci", Move(Stance.TAKEN, NOW)),))
    found = values([content, unhappy, taken_back, a_life(helped)])
    assert {code: (one.numerator, one.denominator) for code, one in found.items() if "survey" in code} == {
        "survey_answers": (2, 3),
        "survey_contacted": (1, 2),
        "survey_useful": (1, 2),
        "survey_satisfied": (1, 2),
    }


def test_a_life_is_told_as_it_stood() -> None:
    taken = asked("cci", Move(Stance.TAKEN, NOW + HOUR), Move(Stance.CLOSED_HELPED, NOW + DAY))
    later = asked("cma", Move(Stance.TAKEN, NOW + 3 * DAY), sent_at=NOW + 2 * DAY)
    life = a_life(taken, later)
    assert counted(life.as_of(NOW)) == {"demands_received": 1}
    assert counted(life.as_of(NOW + SOON_AFTER))["needs_pending"] == 1
    assert counted(life.as_of(NOW + DAY))["needs_taken"] == 1
    assert counted(life.as_of(NOW + 2 * DAY))["needs_helped"] == 1
    assert life.as_of(NOW + 4 * DAY) == life
    assert a_life(need="need").as_of(NOW) == a_life(need="need")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://Aides.Exemple.fr:8443/page?nom=Roux#ici", "aides.exemple.fr"),
        ("n’importe quoi", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_of_a_page_only_the_site_is_read(url: str | None, site: str | None) -> None:
    assert site_of(url) == site


def test_who_has_no_team_has_no_figure() -> None:
    lives = [a_life(), a_life(Asked("cci", NOW))]
    assert list(Scope(teams=frozenset()).parts(lives)) == []
    assert list(Scope().parts(lives)) == lives
