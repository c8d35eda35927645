"""Staff adds, withdraws and hands over referrals; what nobody answers is archived."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application.mails import NeedMail
from conseillers_application.repeats import Repeat
from conseillers_application.triage.archive import ARCHIVED_AFTER
from conseillers_application.triage.referrals import Handing, NewReferral
from conseillers_application.triage.seen import Because, Seen
from conseillers_application.triage.tracing import ReadTraces
from conseillers_domain.demand import DemandState
from conseillers_domain.errors import Conflict, Invalid, NotFound, Stale
from conseillers_domain.need import NeedStatus
from conseillers_domain.position import Stance
from conseillers_entrypoints.demo.companies import fictitious_siret
from tests.application.service import DIRECTORY, Service
from tests.application.triage import WHY, Triage
from tests.builders import SUBJECT, a_team, an_establishment

PARIS = NewReferral(team="paris", reason=WHY)
TO_PARIS = Handing(to="paris", reason=WHY)


@pytest.fixture
def triage(service: Service) -> Triage:
    return Triage(service)


def need_of(service: Service) -> str:
    return service.need(service.deposited()).id


def test_a_team_added_is_notified_at_once(service: Service, triage: Triage) -> None:
    need = need_of(service)
    service.work()
    told = triage.referrals.add(triage.staff, need, PARIS)
    assert [one.team for one in told.referrals] == ["cci-47", "urssaf-1", "urssaf-2", "paris"]
    service.work()
    assert [type(one) for one in service.written(to="paris@example.org")] == [NeedMail]
    assert len(service.written(to="emploi@cci.example")) == 1
    assert triage.traces(need) == [("team_added", "Équipe", WHY)]


def test_a_team_that_staff_chose_reads_so_on_its_sheet(service: Service, triage: Triage) -> None:
    need = need_of(service)
    triage.referrals.move(triage.staff, need, "cci-47", TO_PARIS)
    (why,) = service.read_sheet(triage.staff, need).why[-1:]
    assert why == "L’équipe «\u00a0Équipe paris\u00a0» a été choisie par l’équipe du service."


def test_a_team_is_added_once_however_often_it_is_asked(service: Service, triage: Triage) -> None:
    need, repeat = need_of(service), Repeat("k", "digest")
    first = triage.referrals.add(triage.staff, need, PARIS, repeat=repeat)
    assert triage.referrals.add(triage.staff, need, PARIS, repeat=repeat) == first
    with pytest.raises(Conflict, match="déjà reçu"):
        triage.referrals.add(triage.staff, need, PARIS)


@pytest.mark.parametrize(
    ("new", "faults"),
    [
        (NewReferral(team="nobody", reason=""), {"/reason": "required", "/team": "unknown_team"}),
        (NewReferral(team="closed", reason=WHY), {"/team": "team_closed"}),
    ],
)
def test_every_fault_of_a_team_to_add_is_told_at_once(
    service: Service, triage: Triage, new: NewReferral, faults: dict[str, str]
) -> None:
    closed = a_team("closed", SUBJECT, branch="paris", closed=True)
    service.publish(evolve(DIRECTORY, teams=(*DIRECTORY.teams, closed)))
    with pytest.raises(Invalid) as refusal:
        triage.referrals.add(triage.staff, need_of(service), new)
    assert {one.pointer: one.code for one in refusal.value.faults} == faults


def test_no_team_is_added_to_a_demand_set_aside(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    with service.store.begin() as work:
        work.demands.save(evolve(work.demands.get(receipt.id), state=DemandState.SET_ASIDE))
    with pytest.raises(Conflict, match="classée sans suite"):
        triage.referrals.add(triage.staff, service.need(receipt).id, PARIS)


def test_a_team_whose_referral_is_withdrawn_reads_nothing_any_more(service: Service, triage: Triage) -> None:
    need, ana = need_of(service), service.person("ana")
    told = triage.referrals.withdraw(triage.staff, need, "cci-47", Because(reason=WHY))
    assert [(one.team, one.team_name, one.how) for one in told.left] == [
        ("cci-47", "CCI Emploi", "withdrawn")
    ]
    with pytest.raises(NotFound):
        service.read_sheet(ana, need)
    service.work()
    assert service.written(to="emploi@cci.example") == []
    assert triage.traces(need) == [("referral_withdrawn", "Équipe", WHY)]


def test_a_team_gone_from_the_directory_is_named_by_its_code(service: Service, triage: Triage) -> None:
    need = need_of(service)
    triage.referrals.withdraw(triage.staff, need, "cci-47", Because(reason=WHY))
    service.without_team("cci-47")
    told = triage.referrals.withdraw(triage.staff, need, "urssaf-1", Because(reason=WHY))
    assert [one.team_name for one in told.left] == ["cci-47", "Équipe urssaf-1"]


def test_what_was_answered_or_never_asked_is_not_withdrawn(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    service.say("ana", receipt, "cci-47", Stance.REFUSED)
    need = service.need(receipt)
    with pytest.raises(Conflict, match="déjà répondu"):
        triage.referrals.withdraw(triage.staff, need.id, "cci-47", Because(reason=WHY))
    with pytest.raises(NotFound):
        triage.referrals.withdraw(triage.staff, need.id, "paris", Because(reason=WHY))
    with pytest.raises(Invalid):
        triage.referrals.withdraw(triage.staff, need.id, "urssaf-1", Because(reason=""))
    assert triage.traces(need.id) == []


def test_who_decided_on_an_older_version_changes_nothing(service: Service, triage: Triage) -> None:
    need = need_of(service)
    triage.referrals.add(triage.staff, need, PARIS, Seen(version=0))
    with pytest.raises(Stale):
        triage.referrals.withdraw(triage.staff, need, "cci-47", Because(reason=WHY), Seen(version=0))


def test_a_referral_is_handed_over_with_its_dates_and_who_has_it_now_is_told(
    service: Service, triage: Triage
) -> None:
    receipt = service.deposited()
    need, sent_at = service.need(receipt).id, service.at
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.at += timedelta(days=3)
    told = triage.referrals.move(triage.staff, need, "cci-47", TO_PARIS)
    handed = next(one for one in told.referrals if one.team == "paris")
    assert (handed.sent_at, handed.stance, handed.positions[0].by) == (sent_at, Stance.TAKEN, "Ana")
    service.wait_a_minute()
    assert [type(one) for one in service.written(to="paris@example.org")] == [NeedMail]
    assert triage.traces(need) == [("referral_moved", "Équipe", WHY)]
    with pytest.raises(NotFound):
        service.read_sheet(service.person("ana"), need)


def test_a_company_is_not_told_of_a_team_that_has_its_need_no_more(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    service.work()
    before = len(service.written(to="zoe@example.org"))
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    triage.referrals.move(triage.staff, service.need(receipt).id, "cci-47", TO_PARIS)
    service.wait_a_minute()
    assert len(service.written(to="zoe@example.org")) == before


def test_everything_a_team_has_to_do_is_handed_over_at_once(service: Service, triage: Triage) -> None:
    sirets = [*map(fictitious_siret, range(1, 4))]
    service.knows(*(an_establishment(siret=siret) for siret in sirets))
    receipts = [service.deposited(siret=siret, email=f"a{siret}@b.fr") for siret in sirets]
    triage.referrals.add(triage.staff, service.need(receipts[0]).id, PARIS)
    service.say("ana", receipts[1], "cci-47", Stance.TAKEN)
    told = triage.move_team()(triage.staff, "cci-47", TO_PARIS)
    assert (told.moved, told.more) == (2, False)
    assert [(one.need, one.code) for one in told.kept] == [(service.need(receipts[0]).id, "already_asked")]
    assert [service.need(one).asks("cci-47") for one in receipts] == [True, False, False]


def test_many_referrals_are_handed_over_in_several_times(service: Service, triage: Triage) -> None:
    need = need_of(service)
    told = triage.move_team(at_once=0)(triage.staff, "cci-47", TO_PARIS)
    assert (told.moved, told.more) == (0, True)
    told = triage.move_team(at_once=1)(triage.staff, "cci-47", TO_PARIS)
    assert (told.moved, told.more) == (1, False)
    assert triage.traces(need) == [("referral_moved", "Équipe", WHY)]


def test_a_team_is_not_handed_its_own_needs(service: Service, triage: Triage) -> None:
    with pytest.raises(Invalid) as refusal:
        triage.move_team()(triage.staff, "cci-47", Handing(to="cci-47", reason=""))
    assert {one.pointer for one in refusal.value.faults} == {"/to", "/reason"}


def test_only_staff_changes_referrals(service: Service, triage: Triage) -> None:
    need, ana = need_of(service), service.person("ana")
    with pytest.raises(NotFound):
        triage.referrals.add(ana, need, PARIS)
    with pytest.raises(NotFound):
        triage.move_team()(ana, "cci-47", TO_PARIS)
    with pytest.raises(NotFound):
        ReadTraces(read=service.store.read)(ana, need)


def test_what_nobody_answered_for_six_months_is_archived_once(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    service.say("ana", receipt, "cci-47", Stance.REFUSED)
    service.at += ARCHIVED_AFTER - timedelta(seconds=1)
    assert triage.archive() == 0
    service.at += timedelta(seconds=1)
    assert triage.archive() == 1
    need = service.need(receipt)
    assert need.status is NeedStatus.REFUSED_BY_ALL
    assert [one.referral.team for one in need.left] == ["urssaf-1", "urssaf-2"]
    assert triage.traces(need.id) == [("referrals_archived", "règle du service", "")]
    assert triage.archive() == 0


def test_a_need_answered_meanwhile_is_not_archived(service: Service, triage: Triage) -> None:
    need = need_of(service)
    assert triage.archive._archive(need) is False  # noqa: SLF001 - what a slower job finds


def test_more_needs_than_are_read_at_once_are_all_archived(
    service: Service, triage: Triage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conseillers_application.triage import archive

    monkeypatch.setattr(archive, "AT_ONCE", 1)
    sirets = [*map(fictitious_siret, range(1, 3))]
    service.knows(*(an_establishment(siret=siret) for siret in sirets))
    for siret in sirets:
        service.deposited(siret=siret, email=f"a{siret}@b.fr")
    service.at += ARCHIVED_AFTER
    assert triage.archive() == 2
