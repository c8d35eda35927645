"""A demand accepted in a registry's silence is looked up later, once, and then goes its way."""

import pytest
from attrs import evolve

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_application.letters import LetterKind, LetterState
from conseillers_application.mails import NeedMail
from conseillers_application.ports import RegistrySilent
from conseillers_application.triage.transmit_demand import Sending
from conseillers_application.views import Receipt
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand import DemandState, Flag
from conseillers_domain.events import EnrichmentAwaited
from tests.application.service import TEAMS, Service
from tests.application.triage import Triage
from tests.builders import NOW, Changed, an_establishment


@pytest.fixture
def waiting(service: Service) -> Receipt:
    """A demand whose company no registry told."""
    service.registry.silent = True
    return service.deposited()


def enriched(service: Service, receipt: Receipt, *known: Establishment) -> None:
    """Look it up in a registry that knows these."""
    service.knows(*known)
    service.enrich("fact", EnrichmentAwaited(demand=receipt.id, at=NOW))


def test_a_registry_that_is_still_silent_is_asked_again(service: Service, waiting: Receipt) -> None:
    with pytest.raises(RegistrySilent):
        service.enrich("fact", EnrichmentAwaited(demand=waiting.id, at=NOW))
    service.work()
    assert isinstance(service.store.agenda.failures[0].error, RegistrySilent)
    assert service.demand(waiting).state is DemandState.RECEIVED


def test_a_demand_whose_company_is_found_leaves(service: Service, waiting: Receipt) -> None:
    enriched(service, waiting, an_establishment())
    demand = service.demand(waiting)
    assert (demand.state, demand.flags) == (DemandState.TRANSMITTED, ())
    assert demand.establishment == an_establishment()
    assert tuple(one.team for one in service.need(waiting).referrals) == TEAMS
    assert [one.teams for one in service.decisions] == [TEAMS]


@pytest.mark.parametrize(
    ("known", "flags"),
    [
        (None, {Flag.UNKNOWN_SIRET}),
        ({"open": False}, {Flag.NOT_HELPED}),
        ({"foreign": True, "commune": None}, {Flag.NOT_HELPED, Flag.UNKNOWN_COMMUNE}),
        ({"commune": "99999"}, {Flag.UNKNOWN_COMMUNE}),
        ({"naf": "70.22Z", "open": False}, {Flag.NOT_HELPED, Flag.INTERMEDIARY}),
    ],
)
def test_a_demand_whose_company_raises_a_doubt_is_looked_at(
    service: Service, waiting: Receipt, known: dict[str, Changed] | None, flags: set[Flag]
) -> None:
    enriched(service, waiting, *(() if known is None else (an_establishment(**known),)))
    demand = service.demand(waiting)
    assert (demand.state, set(demand.flags)) == (DemandState.TO_QUALIFY, flags)
    assert service.needs(waiting) == ()
    assert len(service.decisions) == (Flag.NOT_HELPED in flags and Flag.UNKNOWN_COMMUNE not in flags)
    assert (demand.establishment is None) is (known is None)


def test_what_was_flagged_at_the_deposit_stays_flagged(service: Service) -> None:
    service.deposited()
    service.registry.silent = True
    second = service.deposited()
    assert set(service.demand(second).flags) == {Flag.DUPLICATE, Flag.RECENT, Flag.REGISTRY_SILENT}
    enriched(service, second, an_establishment())
    assert set(service.demand(second).flags) == {Flag.DUPLICATE, Flag.RECENT}
    assert service.demand(second).state is DemandState.TO_QUALIFY


def test_a_landing_reviewed_meanwhile_keeps_the_demand_and_one_no_longer_reviewed_lets_it_leave(
    service: Service,
) -> None:
    service.registry.silent = True
    receipt = service.deposited(landing="relue")
    assert Flag.REVIEWED in service.demand(receipt).flags
    enriched(service, receipt, an_establishment())
    assert service.demand(receipt).flags == (Flag.REVIEWED,)


def test_a_company_is_looked_up_once(service: Service, waiting: Receipt) -> None:
    enriched(service, waiting, an_establishment())
    before, need = service.demand(waiting), service.need(waiting)
    enriched(service, waiting, an_establishment(name="Autre"))
    assert (service.demand(waiting), service.need(waiting)) == (before, need)


@pytest.mark.parametrize("state", [DemandState.SET_ASIDE, DemandState.TRANSMITTED])
def test_what_somebody_decided_meanwhile_stays_decided(
    service: Service, waiting: Receipt, state: DemandState
) -> None:
    with service.store.begin() as work:
        decided = work.demands.save(evolve(work.demands.get(waiting.id), state=state))
    enriched(service, waiting, an_establishment())
    after = service.demand(waiting)
    assert evolve(after, establishment=None, version=decided.version) == decided
    assert after.establishment == an_establishment()
    assert service.needs(waiting) == ()


def test_the_whole_way_from_a_silence_to_the_teams(service: Service, waiting: Receipt) -> None:
    service.knows(an_establishment())
    service.work()
    service.work()
    assert len(service.written(to="emploi@cci.example")) == 1


def test_a_mail_on_what_staff_transmitted_meanwhile_says_the_company_once_it_is_known(
    service: Service, waiting: Receipt
) -> None:
    triage = Triage(service)
    triage.transmit(triage.staff, waiting.id, Sending(teams=("cci-47",)))
    service.work()
    enriched(service, waiting, an_establishment())
    (letter,) = (one for one in service.letters() if one.kind is LetterKind.NEED)
    before = next(mail for mail in service.post.sent if isinstance(mail.content, NeedMail))
    with service.store.begin() as work:
        work.letters.save(evolve(letter, state=LetterState.SENDING))
    service.send_letter(letter.id)
    after = service.post.sent[-1]
    assert after.message_id == before.message_id
    told = [one.content.company for one in (before, after) if isinstance(one.content, NeedMail)]
    assert told == [None, "L’Épicerie du Marché"]


def forget(service: Service, receipt: Receipt) -> None:
    """The company of that demand is not known any more."""
    with service.store.begin() as work:
        work.demands.save(evolve(work.demands.get(receipt.id), forgotten_at=NOW))


def test_nobody_is_looked_up_who_is_forgotten(service: Service, waiting: Receipt) -> None:
    forget(service, waiting)
    service.enrich("fact", EnrichmentAwaited(demand=waiting.id, at=NOW))
    assert service.demand(waiting).establishment is None


def test_who_is_forgotten_while_a_registry_is_asked_stays_forgotten(
    service: Service, waiting: Receipt
) -> None:
    class Slow(MemoryRegistry):
        """Answers after the company was forgotten."""

        def find(self, siret: Siret) -> Establishment | None:
            """As the port says."""
            forget(service, waiting)
            return super().find(siret)

    service.registry = Slow([an_establishment()])
    service.enrich("fact", EnrichmentAwaited(demand=waiting.id, at=NOW))
    assert service.demand(waiting).establishment is None
