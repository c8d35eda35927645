"""The need sheet: what its reader may know, what is missing."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_application.views import AnswerView, CompanySheet, ContactSheet, Receipt, Sheet
from conseillers_domain.accounts import Role
from conseillers_domain.criteria import Criterion
from conseillers_domain.demand_form import Origin
from conseillers_domain.errors import NotFound
from conseillers_domain.need import NeedStatus
from conseillers_domain.position import Stance
from tests.application.service import ANA, CATALOGUE, DIRECTORY, EVE, Service
from tests.builders import NOW, SIRET, a_demand, a_need, a_referral, a_routing, an_account, an_establishment
from tests.domain.told import plain

OFFERED = "répond sur le sujet « Recruter »."
HERE = "Le territoire de son antenne « Antenne cci-47 » couvre la commune de l’entreprise (département 47)."
EVERYWHERE = "Elle intervient dans toute la France."


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand put before its teams."""
    return service.deposited(origin=Origin(url="https://example.org/aides"))


def sheet(service: Service, receipt: Receipt, account: str = "ana") -> Sheet:
    """What that person reads."""
    return service.read_sheet(service.person(account), service.need(receipt).id)


def test_an_advisor_reads_everything_of_a_need_put_before_their_team(
    service: Service, receipt: Receipt
) -> None:
    read = sheet(service, receipt)
    assert (read.id, read.version) == (service.need(receipt).id, 0)
    assert (read.status, read.status_label, read.open_referrals) == (NeedStatus.PENDING, "en attente", 3)
    assert (read.subject.title, read.description) == (
        "Recruter",
        "Nous cherchons une apprentie en boulangerie.",
    )
    assert (read.deposited_at, read.comments) == (NOW, ())
    assert read.origin == Origin(url="https://example.org/aides")
    assert read.contact == ContactSheet(
        first_name="Zoé", last_name="Lefèvre", phone="05 53 00 00 00", email="zoe@example.org"
    )
    assert read.answers == (
        AnswerView(key="apprentice", question="Cherchez-vous un apprenti ?", value="true", label="Oui"),
        AnswerView(key="contract", question="Quel contrat proposez-vous ?", value="cdd", label="CDD"),
    )


def test_the_company_is_told_with_its_source_and_what_is_missing(service: Service, receipt: Receipt) -> None:
    assert sheet(service, receipt).company == CompanySheet(
        siret=SIRET,
        siren="000000018",
        name="L’Épicerie du Marché",
        naf="47.11B",
        naf_label="Supérettes",
        headcount="03",
        headcount_label="6 à 9 salariés",
        address=None,
        commune="47001",
        commune_name="Agen",
        created_on=date(2019, 5, 1),
        legal_form=None,
        source="essai",
        as_of=NOW,
        missing=("address", "legal_form"),
    )


def test_a_company_whose_facts_are_unknown_has_no_label(service: Service) -> None:
    service.knows(an_establishment(naf=None, headcount="99"))
    company = sheet(service, service.deposited()).company
    assert (company.naf, company.naf_label, company.headcount, company.headcount_label) == (
        None,
        None,
        "99",
        None,
    )


def test_a_company_that_no_registry_told_is_missing_whole(service: Service) -> None:
    with service.store.begin() as work:
        demand = a_demand(establishment=None)
        work.demands.add(demand)
        work.needs.add(a_need(a_referral("cci-47")), demand, a_routing("cci-47"), None)
    company = service.read_sheet(service.person("ana"), "need").company
    assert (company.siret, company.siren, company.missing) == (SIRET, "000000018", ("establishment",))
    assert (company.name, company.commune_name, company.source, company.as_of) == (None, None, None, None)


def test_a_company_whose_commune_is_in_no_geography_is_placed_by_its_code(service: Service) -> None:
    with service.store.begin() as work:
        demand = a_demand(establishment=an_establishment(commune="99999"))
        work.demands.add(demand)
        work.needs.add(a_need(a_referral("cci-47")), demand, a_routing("cci-47"), None)
    assert service.read_sheet(service.person("ana"), "need").company.commune_name == "99999"


def test_each_reads_why_their_own_teams_were_chosen_and_staff_why_all_were(
    service: Service, receipt: Receipt
) -> None:
    def why(account: str) -> list[str]:
        return [plain(one) for one in sheet(service, receipt, account).why]

    assert why("ana") == [f"Votre équipe « CCI Emploi » {OFFERED}", HERE]
    assert why("bob") == [f"Votre équipe « Équipe urssaf-1 » {OFFERED}", EVERYWHERE]
    assert why("staff") == [
        f"L’équipe « CCI Emploi » {OFFERED}",
        HERE,
        f"L’équipe « Équipe urssaf-1 » {OFFERED}",
        EVERYWHERE,
        f"L’équipe « Équipe urssaf-2 » {OFFERED}",
        EVERYWHERE,
    ]


def test_a_manager_reads_of_a_team_that_is_not_their_own(service: Service, receipt: Receipt) -> None:
    service.open_account(an_account("chief", Role.MANAGER, email="chief@cci.example", branches=("cci",)))
    assert [plain(one) for one in sheet(service, receipt, "chief").why] == [
        f"L’équipe « CCI Emploi » {OFFERED}",
        HERE,
    ]


def test_staff_reads_also_why_the_teams_nearby_were_not_chosen_and_what_is_to_be_known(
    service: Service,
) -> None:
    few = Criterion(max_headcount=5)
    service.publish(
        evolve(
            DIRECTORY,
            teams=tuple(
                evolve(one, criteria=(few,)) if one.code == "urssaf-1" else one for one in DIRECTORY.teams
            ),
            advisors=tuple(one for one in DIRECTORY.advisors if one.email != EVE),
        )
    )
    receipt = service.deposited()
    why = [plain(one) for one in sheet(service, receipt, "staff").why]
    assert why[-2:] == [
        (
            "L’équipe « Équipe urssaf-2 » est retenue, mais aucun conseiller n’en est membre : "
            "seule sa boîte aux lettres est prévenue."
        ),
        (
            "L’équipe « Équipe urssaf-1 » n’a pas été retenue : elle n’accompagne que les entreprises "
            "de moins de 5 salariés (règle de l’équipe), celle-ci en compte 6 à 9."
        ),
    ]
    assert [plain(one) for one in sheet(service, receipt).why] == [
        f"Votre équipe « CCI Emploi » {OFFERED}",
        HERE,
    ]


def test_who_belongs_to_a_team_that_was_not_chosen_reads_why(service: Service) -> None:
    few = Criterion(max_headcount=5)
    service.publish(
        evolve(
            DIRECTORY,
            teams=tuple(
                evolve(one, criteria=(few,)) if one.code == "urssaf-1" else one for one in DIRECTORY.teams
            ),
            advisors=tuple(
                evolve(one, teams=("cci-47", "urssaf-1")) if one.email == ANA else one
                for one in DIRECTORY.advisors
            ),
        )
    )
    assert [plain(one) for one in sheet(service, service.deposited()).why] == [
        f"Votre équipe « CCI Emploi » {OFFERED}",
        HERE,
        (
            "Votre équipe « Équipe urssaf-1 » n’a pas été retenue : elle n’accompagne que les entreprises "
            "de moins de 5 salariés (règle de votre équipe), celle-ci en compte 6 à 9."
        ),
    ]


def test_a_team_that_has_left_the_directory_is_still_told(service: Service, receipt: Receipt) -> None:
    service.without_team("urssaf-1")
    why = [plain(one) for one in sheet(service, receipt, "staff").why]
    assert why[2:4] == [f"L’équipe « urssaf-1 » {OFFERED}", EVERYWHERE]


def test_each_sees_the_moves_open_to_them(service: Service, receipt: Receipt) -> None:
    def moves(account: str) -> dict[str, tuple[bool, tuple[Stance, ...]]]:
        return {one.team: (one.mine, one.next) for one in sheet(service, receipt, account).referrals}

    first = (Stance.TAKEN, Stance.REFUSED)
    assert moves("ana") == {"cci-47": (True, first), "urssaf-1": (False, ()), "urssaf-2": (False, ())}
    assert moves("staff") == dict.fromkeys(("cci-47", "urssaf-1", "urssaf-2"), (False, first))


def test_what_one_may_not_see_does_not_exist(service: Service, receipt: Receipt) -> None:
    service.open_account(an_account("stranger", email="nobody@example.org"))
    with pytest.raises(NotFound) as unseen:
        sheet(service, receipt, "stranger")
    with pytest.raises(NotFound) as unknown:
        service.read_sheet(service.person("staff"), "nothing")
    assert unseen.value.sentence == unknown.value.sentence


def test_an_author_whose_account_is_gone_is_told_as_such(service: Service) -> None:
    with service.store.begin() as work:
        demand = a_demand()
        work.demands.add(demand)
        work.needs.add(a_need(a_referral("cci-47", Stance.TAKEN)), demand, a_routing("cci-47"), None)
    (referral,) = service.read_sheet(service.person("ana"), "need").referrals
    assert [one.by for one in referral.positions] == ["compte supprimé"]


def test_answers_to_questions_that_left_the_catalogue_are_shown_as_given(
    service: Service, receipt: Receipt
) -> None:
    theme = CATALOGUE.themes[0]
    recruit = evolve(theme.subjects[0], questions=(evolve(theme.subjects[0].questions[1], choices=()),))
    with service.store.begin() as work:
        emptied = evolve(
            CATALOGUE, themes=(evolve(theme, subjects=(recruit,)), *CATALOGUE.themes[1:]), version="2"
        )
        work.catalogues.publish(emptied, NOW)
    assert [(one.question, one.label) for one in sheet(service, receipt).answers] == [
        ("apprentice", "true"),
        ("Quel contrat proposez-vous ?", "cdd"),
    ]
    with service.store.begin() as work:
        work.catalogues.publish(evolve(CATALOGUE, themes=(), version="3"), NOW)
    read = sheet(service, receipt)
    assert [(one.question, one.label) for one in read.answers] == [
        ("apprentice", "true"),
        ("contract", "cdd"),
    ]
    assert read.subject.title == "recruter"
