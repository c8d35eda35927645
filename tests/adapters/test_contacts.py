"""Phone numbers and e-mail addresses as people type them."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.contacts import OfficialContacts

contacts = OfficialContacts()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("06-12-34-56-78", "+33612345678"),
        (" 0612345678 ", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("(+33) 553770000", "+33553770000"),
        ("09 80 00 12 34", "+33980001234"),
        ("0800 123 456", "+33800123456"),
        ("0590 27 12 34", "+590590271234"),
        ("0690 12 34 56", "+590690123456"),
        ("0594 28 12 34", "+594594281234"),
        ("0596 60 12 34", "+596596601234"),
        ("0696 20 12 34", "+596696201234"),
        ("0262 16 12 34", "+262262161234"),
        ("0692 12 34 56", "+262692123456"),
        ("0269 61 12 34", "+262269611234"),
        ("0639 01 23 45", "+262639012345"),
        ("+262 269 61 12 34", "+262269611234"),
        ("+508 41 12 34", "+508411234"),
        ("27 12 34", "+687271234"),
        ("87 12 34 56", "+68987123456"),
        ("+681 72 12 34", "+681721234"),
        ("+49 30 901820", "+4930901820"),
        ("0032 2 555 12 12", "+3225551212"),
    ],
)
def test_a_number_is_understood_as_people_write_it(typed: str, kept: str) -> None:
    assert contacts.phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "appelez-moi",
        "06 12 34 56",
        "06 12 34 56 78 90",
        "00 00 00 00 00",
        "3949",
        "112",
        "+33 1",
        "12",
        "0612345678" + " " * 40,
        "0590 00",
        "\ud800",
    ],
)
def test_what_is_no_number_is_not_taken_for_one(typed: str) -> None:
    assert contacts.phone(typed) is None


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("+590690123456", "06 90 12 34 56"),
        ("+262269611234", "02 69 61 12 34"),
        ("+687271234", "+687 27.12.34"),
        ("+4930901820", "+49 30 901820"),
        ("ce n’est rien", "ce n’est rien"),
    ],
)
def test_a_number_is_read_as_people_dial_it(kept: str, read: str) -> None:
    assert contacts.phone_in_pairs(kept) == read


REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "NC", "PF", "WF", "PM", "BL", "MF", "BE", "DE", "MA")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    "kind", [phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE]
)
def test_a_number_read_aloud_and_typed_again_is_the_same(region: str, kind: int) -> None:
    number = phonenumbers.example_number_for_type(region, kind)
    assert number is not None
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert contacts.phone(contacts.phone_in_pairs(kept)) == kept


@given(st.text(max_size=60))
def test_nothing_one_may_type_breaks_anything(text: str) -> None:
    phone, email = contacts.phone(text), contacts.email(text)
    assert phone is None or contacts.phone(phone) == phone
    assert email is None or contacts.email(email) == email
    assert (contacts.email_fault(text) is None) == (email is not None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("rh@cci.example", "rh@cci.example"),
        ("rh@cci.test", "rh@cci.test"),
        (" Camille.Durand@Example.FR ", "camille.durand@example.fr"),
        ("camille..durand@example...fr", "camille.durand@example.fr"),
        ("camille+aide@example.fr", "camille+aide@example.fr"),
        ("contact@café.fr", "contact@xn--caf-dma.fr"),
    ],
)
def test_an_address_is_made_ready_to_be_compared(typed: str, kept: str) -> None:
    assert contacts.email(typed) == kept
    assert contacts.email_fault(typed) is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  ", "Indiquez une adresse e-mail."),
        ("a@" + "b" * 400 + ".fr", "Cette adresse e-mail est trop longue."),
        ("camille.example.fr", "Il manque le signe @ dans cette adresse e-mail."),
        (
            "a@example.fr, b@example.fr",
            "Indiquez une seule adresse e-mail, avec un seul signe @.",
        ),
        ("camille durand@example.fr", "Une adresse e-mail ne contient pas d’espace."),
        (
            "rené@example.fr",
            "Une adresse e-mail ne contient ni accent ni caractère spécial avant le signe @.",
        ),
        (
            "camille@gmail",
            "Après le signe @, il faut un domaine complet, par exemple « exemple.fr ».",
        ),
        ("camille@poste.local", "Cette adresse e-mail n’est pas valide."),
        ("@example.fr", "Cette adresse e-mail n’est pas valide."),
    ],
)
def test_a_wrong_address_is_told_what_is_wrong(typed: str, told: str) -> None:
    assert contacts.email(typed) is None
    assert contacts.email_fault(typed) == told
