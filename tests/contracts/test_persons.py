"""What every store finds of a person by their address, and what it keeps of what they asked."""

from attrs import evolve

from conseillers_application.ports import Unwanted
from conseillers_domain.draft import Draft, DraftForm
from conseillers_domain.persons import PersonFound, PersonMeasure
from conseillers_domain.retention import Keeping
from tests.builders import DAY, NOW, a_contact, a_demand, an_account
from tests.contracts.planted import (
    PLANTED,
    PLANTS,
    a_planted_demand,
    a_planted_need,
    everything,
    plant_a_life,
    survey_of,
)
from tests.contracts.stores import Bench

EMAIL = f"{PLANTED}@a.fr"
OF_INSTITUTION = f"{PLANTED}@cci.fr"


def test_whatever_is_kept_of_an_address_is_found_and_nothing_else_is(bench: Bench) -> None:
    demand = a_planted_demand()
    draft = Draft(id="draft", form=DraftForm(), address=EMAIL, created_at=NOW, expires_at=NOW + DAY)
    with bench.store.begin() as work:
        plant_a_life(work, demand, a_planted_need(demand))
        work.demands.add(a_demand(id="other"))
        work.drafts.add(draft)
        work.spam.add(Unwanted(kind="email", value=EMAIL, by="staff", at=NOW))
        for keeping in (Keeping.ACCESS_REQUESTS, Keeping.INVITATIONS):
            PLANTS[keeping](work)
        work.accounts.add(an_account("zoe", email=OF_INSTITUTION))
    with bench.store.read() as work:
        assert work.persons.find(EMAIL) == PersonFound(demands=("demand",), drafts=("draft",), unwanted=True)
        found = work.persons.find(OF_INSTITUTION)
        assert found == PersonFound(access_requests=("request",), invitations=("invitation",), account="zoe")
        assert found.names == ("request", "invitation", "zoe")
        assert work.persons.find(OF_INSTITUTION.upper()).account == "zoe"
        assert work.persons.find("nobody@a.fr") == PersonFound()
        assert work.persons.surveys({"need"}) == (survey_of(a_planted_need(demand)),)
        assert [one.text for one in work.persons.answers({"need"})] == [f"Bonjour {PLANTED}"]
        assert (work.persons.surveys(()), work.persons.answers(())) == ((), ())


def test_a_person_put_right_is_found_by_the_right_name(bench: Bench) -> None:
    demand = evolve(a_planted_demand(), contact=a_contact(last_name="Faussaire"))
    with bench.store.begin() as work:
        plant_a_life(work, demand, a_planted_need(demand))
        work.demands.add(a_demand(id="alone"))
    with bench.store.begin() as work:
        for name in ("demand", "alone"):
            kept = work.demands.get(name)
            work.persons.rectify(evolve(kept, contact=a_contact(last_name="Juste")))
    with bench.store.read() as work:
        assert work.demands.get("demand").contact.last_name == "Juste"
    told = everything(bench.store).lower()
    assert "faussaire" not in told
    assert " zoe juste recruter" in told


def test_what_a_person_asked_holds_once_until_it_is_lifted(bench: Bench) -> None:
    with bench.store.begin() as work:
        for _ in range(2):
            work.person_measures.take("proof", PersonMeasure.RESTRICTION, NOW, "staff")
        work.person_measures.take("proof", PersonMeasure.OPPOSITION, NOW, "staff")
    with bench.store.begin() as work:
        assert work.person_measures.of("proof") == frozenset(PersonMeasure)
        work.person_measures.lift("proof", PersonMeasure.RESTRICTION)
        assert work.person_measures.of("proof") == {PersonMeasure.OPPOSITION}
        assert work.person_measures.of("other") == frozenset()
