"""Professional addresses: an institution's own domains, or any that is nobody's own."""

import pytest

from conseillers_domain.mail_domains import PERSONAL, domain_fault, personal_fault


@pytest.mark.parametrize("address", ["ana@cci.example", "ana@pole.cci.example", "ANA@CCI.EXAMPLE", "a@b.fr"])
def test_an_address_on_a_domain_of_the_institution_or_below_it_is_professional(address: str) -> None:
    assert personal_fault(address, ("b.fr", "cci.example")) is None


@pytest.mark.parametrize("address", ["ana@gmail.com", "ana@autrecci.example", "ana@example"])
def test_any_other_address_is_refused_with_those_that_would_do(address: str) -> None:
    assert personal_fault(address, ("cci.example", "cci.fr")) == (
        "Donnez votre adresse professionnelle, celle qui finit par @cci.example ou @cci.fr."
    )


def test_an_institution_without_domains_takes_any_address_that_is_not_personal() -> None:
    assert personal_fault("ana@mairie.example", ()) is None
    assert personal_fault("ana@Orange.fr", ()) == (
        "Donnez votre adresse professionnelle : « orange.fr » est un domaine d’adresses personnelles."
    )


@pytest.mark.parametrize(
    "domain",
    ["", "cci", "@cci.fr", "CCI.fr", "métiers.fr", "a@cci.fr", "cci..fr", ".fr", "a b.fr", "laposte.net"],
)
def test_what_no_institution_may_have_as_a_domain_is_told(domain: str) -> None:
    assert domain_fault(domain)


def test_personal_domains_are_domains() -> None:
    assert domain_fault("cci-47.lot-et-garonne.fr") is None
    assert all("personnelles" in str(domain_fault(one)) for one in PERSONAL)
