"""A company deposits a demand: what leaves at once, what waits, what is refused, what is never done twice."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_application.ports import REACT, noted_by_nobody
from conseillers_application.repeats import REPLIES_KEPT, Repeat
from conseillers_application.views import Eligibility
from conseillers_domain.catalogue import Transmission
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand import DemandState, Flag
from conseillers_domain.errors import Fault, Invalid, Unavailable
from conseillers_domain.events import DemandDeposited, EnrichmentAwaited, Fact, NeedTransmitted
from conseillers_domain.need import NeedStatus
from conseillers_domain.routing import Versions
from tests.application.service import BASE_URL, TEAMS, Service
from tests.builders import NOW, SIRET, Changed, an_establishment
from tests.domain.forms import a_form

NAMES = ("CCI de Lot-et-Garonne", "Urssaf")


def facts(service: Service) -> list[Fact]:
    """The facts to be reacted to."""
    with service.store.read() as work:
        return [work.outbox.get(one.subject) for one in service.store.agenda.tasks if one.name == REACT]


def nothing_is_kept(service: Service) -> bool:
    """Whether no demand is."""
    with service.store.read() as work:
        return not work.demands.past(SIRET, "zoe@example.org") and not facts(service)


def test_a_demand_without_a_doubt_leaves_at_once_for_every_team_concerned(service: Service) -> None:
    receipt = service.deposited()
    demand, need = service.demand(receipt), service.need(receipt)
    assert (receipt.id, receipt.state, receipt.institutions) == (demand.id, "transmitted", NAMES)
    assert receipt.follow_url.startswith(f"{BASE_URL}/api/demands/{demand.id}?token=")
    assert (demand.state, demand.flags) == (DemandState.TRANSMITTED, ())
    assert demand.establishment == an_establishment()
    assert (need.subject, need.created_at, need.status) == ("recruter", NOW, NeedStatus.PENDING)
    assert tuple(one.team for one in need.referrals) == TEAMS
    assert facts(service) == [
        NeedTransmitted(need=need.id, teams=TEAMS, at=NOW),
        DemandDeposited(demand=demand.id, at=NOW),
    ]


def test_the_decision_is_noted_once_and_once_the_demand_is_kept(service: Service) -> None:
    service.deposited()
    assert [one.teams for one in service.decisions] == [TEAMS]
    repeat = Repeat(key="k", digest="d")
    for _ in range(2):
        service.deposit(a_form(email="autre@example.org"), repeat=repeat)
    assert len(service.decisions) == 2


def test_a_demand_that_cannot_be_routed_has_no_decision_to_note(service: Service) -> None:
    service.registry.silent = True
    service.deposited()
    assert service.decisions == []


def test_an_installation_that_counts_nothing_deposits_all_the_same(service: Service) -> None:
    assert evolve(service.deposit, note=noted_by_nobody)(a_form()).state == "transmitted"


def test_the_decision_is_kept_with_the_need(service: Service) -> None:
    need = service.need(service.deposited())
    with service.store.read() as work:
        decision = work.needs.decision(need.id)
    assert tuple(one.team for one in decision.kept) == TEAMS
    assert decision.versions == Versions(directory="1", geography="2026", rules="1")


FREE: dict[str, Changed] = {"subject": "autre-demande", "answers": {}}
UNHELD: dict[str, Changed] = {"subject": "former", "answers": {}}


@pytest.mark.parametrize(
    ("form", "facts_known", "flags"),
    [
        (FREE, {}, (Flag.FREE_TOPIC,)),
        (UNHELD, {}, (Flag.NO_TEAM,)),
        ({}, {"commune": None}, (Flag.UNKNOWN_COMMUNE,)),
        ({}, {"commune": "99999"}, (Flag.UNKNOWN_COMMUNE,)),
        ({"landing": "relue"}, {}, (Flag.REVIEWED,)),
        (FREE, {"naf": "70.22Z"}, (Flag.INTERMEDIARY, Flag.FREE_TOPIC)),
    ],
)
def test_a_demand_that_somebody_must_look_at_stays(
    service: Service, form: dict[str, Changed], facts_known: dict[str, Changed], flags: tuple[Flag, ...]
) -> None:
    service.knows(an_establishment(**facts_known))
    receipt = service.deposited(**form)
    assert (receipt.state, receipt.institutions) == ("to_qualify", ())
    assert service.demand(receipt).flags == flags
    assert service.needs(receipt) == ()
    assert facts(service) == [DemandDeposited(demand=receipt.id, at=NOW)]


def test_an_intermediary_is_flagged_and_its_demand_leaves(service: Service) -> None:
    service.knows(an_establishment(naf="70.22Z"))
    receipt = service.deposited()
    assert (receipt.state, service.demand(receipt).flags) == ("transmitted", (Flag.INTERMEDIARY,))


def test_a_demand_of_a_company_already_waiting_is_looked_at(service: Service) -> None:
    first, second = service.deposited(), service.deposited()
    assert first.state == "transmitted"
    assert service.demand(second).flags == (Flag.DUPLICATE, Flag.RECENT)
    assert second.state == "to_qualify"


def test_where_the_service_reviews_every_demand_none_leaves_by_itself() -> None:
    service = Service(transmission=Transmission.REVIEWED)
    receipt = service.deposited()
    assert service.demand(receipt).flags == (Flag.REVIEWED,)
    assert service.needs(receipt) == ()


def test_an_unknown_siret_is_accepted_and_looked_at(service: Service) -> None:
    service.knows()
    receipt = service.deposited()
    demand = service.demand(receipt)
    assert (receipt.state, demand.flags, demand.establishment) == ("to_qualify", (Flag.UNKNOWN_SIRET,), None)


def test_a_silent_registry_blocks_nothing(service: Service) -> None:
    service.registry.silent = True
    receipt = service.deposited()
    demand = service.demand(receipt)
    assert (receipt.state, demand.flags, demand.establishment) == ("received", (Flag.REGISTRY_SILENT,), None)
    assert facts(service) == [
        DemandDeposited(demand=demand.id, at=NOW),
        EnrichmentAwaited(demand=demand.id, at=NOW),
    ]


@pytest.mark.parametrize(("changes", "code"), [({"open": False}, "closed"), ({"foreign": True}, "foreign")])
def test_a_closed_or_foreign_establishment_is_refused_with_the_reason(
    service: Service, changes: dict[str, bool], code: str
) -> None:
    service.knows(an_establishment(**changes))
    for ask in (service.deposit, service.deposit.would):
        with pytest.raises(Invalid) as refused:
            ask(a_form())
        assert [(one.pointer, one.code) for one in refused.value.faults] == [("/siret", code)]
    assert nothing_is_kept(service)


def test_every_fault_is_told_and_the_registry_is_not_asked(service: Service) -> None:
    service.registry = MemoryRegistry(silent=True)
    with pytest.raises(Invalid) as refused:
        service.deposited(first_name="", siret="1")
    assert [one.pointer for one in refused.value.faults] == ["/first_name", "/siret"]
    assert nothing_is_kept(service)


def test_faults_of_shape_come_first_and_nothing_more_is_said_of_their_place(service: Service) -> None:
    shape = (Fault("/siret", "type", "Un texte est attendu."),)
    with pytest.raises(Invalid) as refused:
        service.deposit(a_form(siret="", last_name=""), known=shape)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [
        ("/siret", "type"),
        ("/last_name", "required"),
    ]


def test_a_fault_of_shape_alone_is_enough_to_refuse(service: Service) -> None:
    with pytest.raises(Invalid) as refused:
        service.deposit(a_form(), known=(Fault("/colour", "unknown_field", "Champ inconnu."),))
    assert refused.value.code == "unknown_field"
    assert nothing_is_kept(service)


def test_a_paused_landing_takes_nothing(service: Service) -> None:
    with pytest.raises(Unavailable):
        service.deposited(landing="en-pause")
    assert nothing_is_kept(service)


REPEAT = Repeat(key="k", digest="d")


def test_a_request_sent_again_is_answered_the_same_and_done_once(service: Service) -> None:
    first = service.deposit(a_form(), repeat=REPEAT)
    service.at += REPLIES_KEPT
    assert service.deposit(a_form(), repeat=REPEAT) == first
    with service.store.read() as work:
        assert len(work.demands.past(SIRET, "")) == 1


def test_a_request_sent_again_after_a_day_is_another_one(service: Service) -> None:
    first = service.deposit(a_form(), repeat=REPEAT)
    service.at += REPLIES_KEPT + timedelta(seconds=1)
    assert service.deposit(a_form(), repeat=REPEAT).id != first.id


def test_a_key_that_served_for_another_body_is_refused(service: Service) -> None:
    service.deposit(a_form(), repeat=REPEAT)
    with pytest.raises(Invalid) as refused:
        service.deposit(a_form(last_name="Autre"), repeat=evolve(REPEAT, digest="other"))
    assert (refused.value.code, refused.value.faults[0].pointer) == ("idempotency_key_reused", "")


class Racing(MemoryRegistry):
    """The same request arrives, and is answered, while the first one asks this registry."""

    def __init__(self, service: Service) -> None:
        super().__init__([an_establishment()])
        self.service = service
        self.answered = ""

    def find(self, siret: Siret) -> Establishment | None:
        """What it knows, once the other request is done."""
        self.service.knows(an_establishment())
        self.answered = self.service.deposit(a_form(), repeat=REPEAT).id
        return super().find(siret)


def test_of_two_same_requests_at_once_the_second_finds_the_answer_of_the_first(service: Service) -> None:
    service.registry = racing = Racing(service)
    assert service.deposit(a_form(), repeat=REPEAT).id == racing.answered
    with service.store.read() as work:
        assert len(work.demands.past(SIRET, "")) == 1


@pytest.mark.parametrize(
    ("form", "silent", "expected"),
    [
        ({}, False, Eligibility(outcome="transmitted", institutions=NAMES, flags=())),
        (FREE, False, Eligibility(outcome="to_qualify", institutions=(), flags=("free_topic",))),
        (UNHELD, False, Eligibility(outcome="to_qualify", institutions=(), flags=("no_team",))),
        (
            {"landing": "relue"},
            False,
            Eligibility(outcome="to_qualify", institutions=(), flags=("reviewed",)),
        ),
        ({}, True, Eligibility(outcome="to_qualify", institutions=(), flags=("registry_silent",))),
    ],
)
def test_asking_what_would_become_of_a_demand_keeps_nothing(
    service: Service, form: dict[str, Changed], silent: bool, expected: Eligibility
) -> None:
    service.registry.silent = silent
    assert service.deposit.would(a_form(**form)) == expected
    assert nothing_is_kept(service)


def test_asking_what_would_become_of_a_wrong_form_is_refused_as_a_deposit_is(service: Service) -> None:
    with pytest.raises(Invalid):
        service.deposit.would(a_form(), known=(Fault("/x", "unknown_field", "Champ inconnu."),))
