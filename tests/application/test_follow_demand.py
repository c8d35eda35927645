"""The company sees what becomes of its demand by the link it was given."""

import pytest

from conseillers_application.follow_demand import FollowDemand
from conseillers_application.views import FollowUp, InCharge, Receipt, SubjectName
from conseillers_domain.errors import NotFound
from conseillers_domain.need import NeedStatus
from conseillers_domain.position import Stance
from tests.application.service import Service
from tests.builders import NOW

NAMES = ("CCI de Lot-et-Garonne", "Urssaf")
ANA = InCharge(institution="CCI de Lot-et-Garonne", team="CCI Emploi", advisor="Ana", since=NOW)


def follow(service: Service, receipt: Receipt) -> FollowUp:
    """What the company is shown."""
    token = receipt.follow_url.partition("token=")[2]
    return FollowDemand(read=service.store.read, secrets=service.secrets)(receipt.id, token)


def test_a_company_sees_that_its_demand_left_and_for_whom(service: Service) -> None:
    receipt = service.deposited()
    assert follow(service, receipt) == FollowUp(
        id=receipt.id,
        state="transmitted",
        state_label="transmise aux conseillers",
        status=NeedStatus.PENDING,
        status_label="en attente d’une réponse des conseillers",
        subject=SubjectName(slug="recruter", title="Recruter"),
        deposited_at=NOW,
        institutions=NAMES,
        taken_by=(),
        answer=None,
    )


def test_a_company_whose_demand_is_looked_at_sees_no_status(service: Service) -> None:
    seen = follow(service, service.deposited(subject="autre-demande", answers={}))
    assert (seen.state, seen.status, seen.status_label) == ("to_qualify", None, None)
    assert (seen.institutions, seen.taken_by) == ((), ())


@pytest.mark.parametrize(
    ("stances", "in_charge"),
    [
        ((), ()),
        ((Stance.REFUSED,), ()),
        ((Stance.TAKEN,), (ANA,)),
        ((Stance.TAKEN, Stance.PENDING), ()),
        ((Stance.TAKEN, Stance.CLOSED_HELPED), (ANA,)),
        ((Stance.TAKEN, Stance.CLOSED_UNREACHABLE, Stance.TAKEN), (ANA,)),
    ],
)
def test_a_company_sees_who_takes_its_need_and_since_when(
    service: Service, stances: tuple[Stance, ...], in_charge: tuple[InCharge, ...]
) -> None:
    receipt = service.deposited()
    for stance in stances:
        service.say("ana", receipt, "cci-47", stance)
    assert follow(service, receipt).taken_by == in_charge


def test_a_company_still_sees_who_helped_it_once_their_team_is_gone(service: Service) -> None:
    receipt = service.deposited()
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.without_team("cci-47")
    seen = follow(service, receipt)
    assert seen.institutions == ("Urssaf",)
    assert seen.taken_by == (InCharge(institution="", team="cci-47", advisor="Ana", since=NOW),)


def test_a_wrong_link_leads_nowhere_whether_the_demand_exists_or_not(service: Service) -> None:
    receipt, show = service.deposited(), FollowDemand(read=service.store.read, secrets=service.secrets)
    other = service.secrets.sign("csrf", receipt.id)
    for demand, token in ((receipt.id, ""), (receipt.id, other), ("nothing", "token")):
        with pytest.raises(NotFound, match="lien est incomplet"):
            show(demand, token)
