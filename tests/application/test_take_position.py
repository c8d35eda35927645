"""An advisor says what their team makes of a need: who may, who was faster, who gives way."""

import pytest

from conseillers_application.take_position import Said
from conseillers_application.views import Receipt, ReferralView
from conseillers_domain.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from conseillers_domain.position import BY_RULE, NewPosition, RefusalReason, Side, Stance
from tests.application.service import EVE, Service, new
from tests.builders import NOW, an_account


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand put before its teams."""
    return service.deposited()


def stances(service: Service, receipt: Receipt) -> dict[str, Stance]:
    """Where each team stands."""
    return {one.team: one.stance for one in service.need(receipt).referrals}


def test_a_position_is_kept_and_shown_with_its_author(service: Service, receipt: Receipt) -> None:
    said = service.say("ana", receipt, "cci-47", Stance.TAKEN)
    assert (said.changed, said.version) == (True, service.need(receipt).version)
    view = said.referral
    assert (view.team, view.team_name, view.institution) == ("cci-47", "CCI Emploi", "CCI de Lot-et-Garonne")
    assert (view.stance, view.stance_label, view.mine, view.sent_at) == (
        Stance.TAKEN,
        "pris en charge",
        True,
        NOW,
    )
    assert view.next == (
        Stance.CLOSED_HELPED,
        Stance.CLOSED_NO_HELP,
        Stance.CLOSED_UNREACHABLE,
        Stance.PENDING,
    )
    assert [(one.by, one.stance) for one in view.positions] == [("Ana", Stance.TAKEN)]
    assert stances(service, receipt)["cci-47"] is Stance.TAKEN


def test_repeating_oneself_changes_nothing_and_says_so(service: Service, receipt: Receipt) -> None:
    first = service.say("ana", receipt, "cci-47", Stance.TAKEN)
    tasks = service.store.agenda.tasks
    again = service.say("ana", receipt, "cci-47", Stance.TAKEN)
    assert (again.changed, again.version, again.referral) == (False, first.version, first.referral)
    assert service.store.agenda.tasks == tasks


def refused(service: Service, account: str, receipt: Receipt, stance: Stance) -> ReferralView:
    """What the one who is too late is shown."""
    with pytest.raises(Conflict) as conflict:
        service.say(account, receipt, "cci-47", stance)
    assert isinstance(conflict.value.current, ReferralView)
    return conflict.value.current


def test_the_second_of_two_colleagues_learns_who_was_faster(service: Service, receipt: Receipt) -> None:
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    shown = refused(service, "staff", receipt, Stance.TAKEN)
    assert [one.by for one in shown.positions] == ["Ana"]


def test_a_move_outside_the_table_is_refused_with_the_present_state(
    service: Service, receipt: Receipt
) -> None:
    assert refused(service, "ana", receipt, Stance.CLOSED_HELPED).stance is Stance.PENDING
    assert stances(service, receipt)["cci-47"] is Stance.PENDING


def test_who_writes_at_the_same_instant_is_shown_what_the_other_said(
    service: Service, receipt: Receipt
) -> None:
    ana, need = service.person("ana"), service.need(receipt)
    with service.store.begin() as work:
        after, _ = need.take_position("cci-47", new(Stance.REFUSED), by="eve", side=Side.TEAM, at=NOW)
        work.needs.save(after)
    with pytest.raises(Conflict) as conflict:
        service.take_position(ana, need.id, "cci-47", new(Stance.TAKEN))
    assert isinstance(conflict.value.current, ReferralView)
    assert conflict.value.current.positions[-1].by == "Eve"


def test_who_read_an_older_version_is_told_to_read_again(service: Service, receipt: Receipt) -> None:
    ana, need = service.person("ana"), service.need(receipt)
    taken = service.take_position(ana, need.id, "cci-47", new(Stance.TAKEN), expected_version=need.version)
    assert taken.version == need.version + 1
    with pytest.raises(Stale):
        service.take_position(ana, need.id, "cci-47", new(Stance.PENDING), expected_version=need.version)
    assert stances(service, receipt)["cci-47"] is Stance.TAKEN


def test_what_one_may_not_see_is_not_found_and_who_sees_speaks_for_their_own_team_only(
    service: Service, receipt: Receipt
) -> None:
    service.open_account(an_account("stranger", email="nobody@example.org"))
    with pytest.raises(NotFound):
        service.say("stranger", receipt, "cci-47", Stance.TAKEN)
    with pytest.raises(Forbidden):
        service.say("bob", receipt, "cci-47", Stance.TAKEN)
    with pytest.raises(NotFound):
        service.say("ana", receipt, "paris", Stance.TAKEN)
    with pytest.raises(NotFound):
        service.take_position(service.person("ana"), "nothing", "cci-47", new(Stance.TAKEN))


def test_a_position_with_something_missing_is_refused_and_nothing_is_kept(
    service: Service, receipt: Receipt
) -> None:
    need = service.need(receipt)
    with pytest.raises(Invalid):
        service.take_position(service.person("ana"), need.id, "cci-47", NewPosition(stance=Stance.REFUSED))
    assert service.need(receipt) == need


def test_the_other_open_teams_of_an_institution_that_takes_once_give_way(
    service: Service, receipt: Receipt
) -> None:
    service.say("bob", receipt, "urssaf-1", Stance.TAKEN)
    assert stances(service, receipt) == {
        "cci-47": Stance.PENDING,
        "urssaf-1": Stance.TAKEN,
        "urssaf-2": Stance.REFUSED,
    }
    position = service.need(receipt).referral("urssaf-2").positions[-1]
    assert (position.by, position.reason) == (BY_RULE, RefusalReason.ALREADY_HELPED)
    shown = service.read_sheet(service.person("eve"), service.need(receipt).id).referrals[2]
    assert shown.positions[-1].by == "règle du service"


def test_teams_of_other_institutions_do_not_give_way(service: Service, receipt: Receipt) -> None:
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    assert stances(service, receipt)["urssaf-1"] is Stance.PENDING


def test_staff_speaks_for_a_team_that_left_the_directory(service: Service, receipt: Receipt) -> None:
    service.without_team("urssaf-2")
    service.say("bob", receipt, "urssaf-1", Stance.TAKEN)
    assert stances(service, receipt)["urssaf-2"] is Stance.PENDING
    said: Said = service.say("staff", receipt, "urssaf-2", Stance.TAKEN)
    assert (said.referral.team_name, said.referral.institution) == ("urssaf-2", "")
    assert stances(service, receipt)["urssaf-1"] is Stance.TAKEN
    assert service.person("eve").email == EVE
