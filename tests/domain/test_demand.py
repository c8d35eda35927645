"""A deposited demand: its states, its flags with their bounds, establishments that cannot be helped."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_domain.demand import (
    INTERMEDIARY_NAF,
    TO_LOOK_AT,
    Consents,
    DemandState,
    Flag,
    PastDemand,
    deposited,
    establishment_faults,
    history_flags,
)
from conseillers_domain.demand_form import CheckedForm, Origin
from conseillers_domain.errors import Conflict
from conseillers_domain.setting_aside import AsideReason, SettingAside
from tests.builders import NOW, SIRET, SUBJECT, Changed, a_contact, a_demand, an_establishment
from tests.domain.forms import a_form, read

THREE_WEEKS = timedelta(weeks=3)
MOMENT = timedelta(milliseconds=1)


def past(**changes: Changed) -> PastDemand:
    """A demand of the same company that nothing is owed any more."""
    return PastDemand(
        **{
            "landing": "accueil",
            "subject": SUBJECT,
            "state": DemandState.TRANSMITTED,
            "open": False,
            **changes,
        }
    )


SET_ASIDE = past(state=DemandState.SET_ASIDE)


@pytest.mark.parametrize(
    ("earlier", "flags"),
    [
        ([], ()),
        ([past()], ()),
        ([past(open=True)], (Flag.DUPLICATE,)),
        ([past(open=True, subject="investir", landing="autre")], (Flag.DUPLICATE,)),
        ([past(transmitted_at=NOW - THREE_WEEKS)], ()),
        ([past(transmitted_at=NOW - THREE_WEEKS + MOMENT)], (Flag.RECENT,)),
        ([past(transmitted_at=NOW)], (Flag.RECENT,)),
        ([past(transmitted_at=NOW, subject="investir")], ()),
        ([past(transmitted_at=NOW, landing="autre")], ()),
        ([past(transmitted_at=None)], ()),
        ([SET_ASIDE] * 3, ()),
        ([SET_ASIDE] * 3 + [past()], ()),
        ([SET_ASIDE] * 4, (Flag.ABUSE,)),
        ([SET_ASIDE] * 5, (Flag.ABUSE,)),
        (
            [SET_ASIDE] * 4 + [past(open=True, transmitted_at=NOW)],
            (Flag.DUPLICATE, Flag.RECENT, Flag.ABUSE),
        ),
    ],
)
def test_the_past_of_a_company_raises_flags_at_their_bounds(
    earlier: list[PastDemand], flags: tuple[Flag, ...]
) -> None:
    assert history_flags(earlier, "accueil", SUBJECT, None, NOW) == flags
    assert history_flags(iter(earlier), "accueil", SUBJECT, "47.11B", NOW) == flags


@pytest.mark.parametrize(
    ("naf", "raised"),
    [
        ("70.22Z", True),
        ("69.20Z", True),
        ("94.11Z", True),
        ("82.99Z", True),
        ("70.21Z", True),
        ("94.99Z", True),
        ("84.13Z", True),
        ("7022z", True),
        ("70.22", False),
        ("47.11B", False),
        ("", False),
        (None, False),
    ],
)
def test_an_intermediary_is_told_by_its_activity(naf: str | None, raised: bool) -> None:
    assert history_flags([], "accueil", SUBJECT, naf, NOW) == ((Flag.INTERMEDIARY,) if raised else ())
    assert len(INTERMEDIARY_NAF) == 7


def test_flags_are_told_in_the_order_d_r_i_a() -> None:
    earlier = [SET_ASIDE] * 4 + [past(open=True, transmitted_at=NOW)]
    flags = history_flags(earlier, "accueil", SUBJECT, "70.22Z", NOW)
    assert "".join(flag.value for flag in flags) == "DRIA"


@pytest.mark.parametrize("flag", Flag)
def test_a_demand_waits_for_staff_unless_its_flag_is_only_to_be_known(flag: Flag) -> None:
    demand = a_demand().looked_at((flag,))
    known_only = flag in {Flag.INTERMEDIARY, Flag.REGISTRY_SILENT}
    assert (flag not in TO_LOOK_AT) is known_only
    assert demand.flags == (flag,)
    assert demand.state is (DemandState.RECEIVED if known_only else DemandState.TO_QUALIFY)


def test_a_demand_without_flag_stays_received() -> None:
    assert a_demand().looked_at(()) == a_demand()


def test_states_are_stable_codes_each_with_its_label() -> None:
    assert [*DemandState] == ["received", "to_qualify", "transmitted", "set_aside"]
    assert len({one.label for one in DemandState}) == len(DemandState)


def test_a_demand_goes_its_way() -> None:
    demand = a_demand(establishment=None)
    assert demand.enriched(an_establishment()).establishment == an_establishment()
    assert demand.transmitted().state is DemandState.TRANSMITTED


@pytest.mark.parametrize(("subject", "free"), [("autre-demande", True), (SUBJECT, False)])
def test_a_free_topic_is_told_by_its_subject(subject: str, free: bool) -> None:
    assert a_demand(subject=subject).free_topic is free


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"open": False}, ["closed"]),
        ({"foreign": True}, ["foreign"]),
        ({"foreign": True, "open": False}, ["foreign"]),
    ],
)
def test_a_closed_or_foreign_establishment_cannot_be_helped(
    changes: dict[str, bool], codes: list[str]
) -> None:
    found = establishment_faults(an_establishment(**changes))
    assert [(one.pointer, one.code) for one in found] == [("/siret", code) for code in codes]


def test_an_unknown_establishment_has_no_fault() -> None:
    assert establishment_faults(None) == ()


def test_a_demand_keeps_what_was_typed_and_accepted_and_when() -> None:
    origin = Origin(url="https://example.org/aides", campaign="automne")
    checked = read(a_form(description="  Bonjour.\n", origin=origin))
    assert isinstance(checked, CheckedForm)
    demand = deposited(checked, demand_id="d", at=NOW, establishment=an_establishment())
    assert demand == a_demand(
        id="d",
        description="Bonjour.",
        contact=a_contact(),
        siret=SIRET,
        answers={"apprentice": "true", "contract": "cdd"},
        origin=origin,
        consents=Consents(terms_version="1", declares_accuracy=True, at=NOW),
    )
    assert (demand.state, demand.flags, demand.version) == (DemandState.RECEIVED, (), 0)


ASIDE = SettingAside(reason=AsideReason.INCOMPLETE, by="staff", at=NOW)


def test_a_demand_set_aside_goes_no_further_until_it_is_taken_back() -> None:
    aside = a_demand(flags=(Flag.DUPLICATE,)).set_aside(ASIDE)
    assert (aside.state, aside.aside, aside.completable) == (DemandState.SET_ASIDE, ASIDE, True)
    for act in (lambda: aside.set_aside(ASIDE), lambda: aside.about("investir"), aside.must_wait):
        with pytest.raises(Conflict, match="classée sans suite"):
            act()
    back = aside.taken_back()
    assert (back.state, back.aside, back.flags) == (DemandState.RECEIVED, None, (Flag.DUPLICATE,))
    with pytest.raises(Conflict, match="n’est pas classée"):
        back.taken_back()


def test_a_demand_that_left_does_not_wait() -> None:
    with pytest.raises(Conflict, match="déjà transmise"):
        a_demand().transmitted().must_wait()
    a_demand().must_wait()


def test_only_what_lacks_something_is_completed_by_its_company() -> None:
    other = evolve(ASIDE, reason=AsideReason.OUT_OF_SCOPE, into="main")
    assert not a_demand().completable
    assert not a_demand().set_aside(other).completable
    assert (a_demand().merged_into, a_demand().set_aside(other).merged_into) == (None, "main")


def test_a_completed_demand_says_what_its_company_sends_now() -> None:
    checked = read(a_form(description=" Mieux dit. ", first_name="Ana"))
    assert isinstance(checked, CheckedForm)
    before = a_demand(subject="autre-demande", establishment=None).set_aside(ASIDE)
    after = before.completed(checked, an_establishment())
    assert (after.state, after.subject, after.description) == (
        DemandState.RECEIVED,
        SUBJECT,
        "Mieux dit.",
    )
    assert (after.contact.first_name, after.establishment) == ("Ana", an_establishment())
    assert (after.id, after.deposited_at, after.origin) == (before.id, NOW, None)
    with pytest.raises(Conflict):
        a_demand().completed(checked, None)


@pytest.mark.parametrize("flag", Flag)
def test_a_flag_is_said_in_words(flag: Flag) -> None:
    assert flag.label


def test_a_subject_is_chosen_and_the_rest_stays() -> None:
    assert a_demand().about("investir") == evolve(a_demand(), subject="investir")
