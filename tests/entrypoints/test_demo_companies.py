import re
from datetime import date

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import naf_label, official_geography
from conseillers_adapters.registries import packaged_companies
from conseillers_domain.accounts import Role
from conseillers_domain.company import HEADCOUNTS, parse_siret
from conseillers_domain.demand import establishment_faults
from conseillers_domain.directory import Directory
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, route
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_SIRET
from conseillers_entrypoints.demo.chambers import BRANCHES_OF_INDUSTRY
from conseillers_entrypoints.demo.companies import companies, fictitious_siret
from conseillers_entrypoints.demo.country import country
from conseillers_entrypoints.demo.sizes import DEMO
from conseillers_entrypoints.demo.trades import TRADES

DIRECTORY = Directory(country(official_geography(), delivered_catalogue(), DEMO), "1")
SHIPPED = packaged_companies().establishments
HERE = tuple(one for one in SHIPPED if not one.foreign)


def test_the_packaged_file_is_the_one_the_generator_makes() -> None:
    made = companies(official_geography(), 400)
    assert tuple(sorted(made, key=lambda one: one.siret)) == SHIPPED


def test_four_hundred_establishments_have_numbers_of_their_own_that_nobody_has() -> None:
    assert len({one.siret for one in SHIPPED}) == 400
    for one in SHIPPED:
        assert one.siret.startswith("000")
        assert parse_siret(one.siret) == one.siret
        assert one.name.endswith("(fictif)")


def test_the_keys_of_any_rank_are_right() -> None:
    for company in (1, 10, 47, 999, 12_345, 99_999):
        for establishment in (1, 2, 9_999):
            siret = fictitious_siret(company, establishment)
            assert parse_siret(siret) == siret


def test_some_companies_have_several_establishments() -> None:
    assert len({one.siren for one in SHIPPED}) < 370


def test_they_stand_in_real_communes_with_their_postal_codes() -> None:
    geography = official_geography()
    for one in HERE:
        assert one.commune is not None
        commune = geography.communes[one.commune]
        assert one.postal_code in commune.postal_codes
        assert one.address is not None
        assert one.address.endswith(f"{one.postal_code} {commune.name}")
    codes = {one.commune for one in HERE}
    assert not codes & {"75056", "69123", "13055"}
    for arrondissements in ("751", "6938", "132"):
        assert any(code and code.startswith(arrondissements) for code in codes)


def test_every_fact_varies_and_is_sometimes_unknown() -> None:
    for name in ("created_on", "legal_form", "naf", "headcount", "natures", "nafa", "opco"):
        values = [getattr(one, name) for one in HERE]
        assert None in values
        assert len(set(values)) > 5
    assert {one.headcount for one in HERE if one.headcount} <= HEADCOUNTS.keys()
    assert {one.opco for one in HERE if one.opco} <= BRANCHES_OF_INDUSTRY.keys()


def test_nobody_is_born_in_the_future_and_the_young_are_more_numerous() -> None:
    born = [one.created_on for one in HERE if one.created_on]
    assert max(born) < date(2026, 1, 1)
    assert sum(day.year >= 2010 for day in born) > len(born) / 2


def test_a_few_are_closed_and_a_few_are_abroad() -> None:
    codes = [fault.code for one in SHIPPED for fault in establishment_faults(one)]
    assert codes.count("foreign") == 3
    assert 3 <= codes.count("closed") <= 40


def test_every_trade_has_an_official_activity_and_a_skills_operator_of_the_country() -> None:
    for trade in TRADES:
        assert naf_label(trade.naf), trade
        assert trade.opco in BRANCHES_OF_INDUSTRY
        assert trade.nafa is None or re.fullmatch(r"\d{4}[A-Z]{2}", trade.nafa)


def test_the_company_of_the_examples_is_open_and_known_in_every_fact() -> None:
    visited = packaged_companies().find(DEMO_SIRET)
    assert visited is not None
    assert (visited.commune, visited.open, visited.missing) == ("47001", True, ())


def test_the_company_of_the_examples_is_answered_by_the_advisors_who_have_an_account() -> None:
    visited = packaged_companies().find(DEMO_SIRET)
    assert visited is not None
    facts = visited.facts()
    assert facts is not None
    index = RouteIndex.of(DIRECTORY)

    def kept(first: str) -> set[str]:
        answers = {"recrutement_premier": first}
        profile = Profile(subject="recruter", facts=facts, answers=answers)
        return set(route(profile, index, official_geography(), date(2026, 11, 23)).teams)

    advisors = [one for one in DEMO_ACCOUNTS if Role.ADVISOR in one.roles]
    teams = {team for one in advisors for team in DIRECTORY.advisors[one.email].teams}
    assert len(advisors) == 3
    assert kept("true") == teams
    assert kept("false") == {"cci-47-rh", "emploi-47-recrutement"}


def test_accounts_bear_the_names_of_the_directory() -> None:
    for account in DEMO_ACCOUNTS:
        if Role.ADVISOR in account.roles:
            assert DIRECTORY.advisors[account.email].name == account.name
        assert set(account.branches) <= DIRECTORY.branches.keys()
        assert bool(account.branches) is (Role.MANAGER in account.roles)


def test_staff_and_the_operator_have_an_account() -> None:
    assert {Role.STAFF, Role.OPERATOR} <= {role for one in DEMO_ACCOUNTS for role in one.roles}
    assert len({one.email for one in DEMO_ACCOUNTS}) == len(DEMO_ACCOUNTS)


def test_the_password_of_the_demonstration_is_long_enough() -> None:
    assert len(DEMO_PASSWORD) >= 15
