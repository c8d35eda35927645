"""The deposit form: every field alone, all at once, and what is read of a form without a fault."""

import pytest
from attrs import evolve

from conseillers_domain.demand_form import (
    ELSEWHERE,
    FALSE_DECLARATION,
    LENGTHS,
    ORIGIN_LENGTHS,
    CheckedForm,
    Contact,
    DemandForm,
    Origin,
)
from conseillers_domain.errors import Unavailable
from tests.builders import SIRET, Changed
from tests.domain.forms import PREFILL, RECRUIT, a_form, faults, read

LONG_PHONE = "05 53 00 00 00" + " " * 40
OTHER = {"answers": {}, "subject": "former"}


def test_a_form_without_a_fault_is_read() -> None:
    form = a_form(first_name=" Zoé ", last_name="Lefèvre ", siret="000 000 018 00010")
    assert read(form) == CheckedForm(
        form=form,
        subject=RECRUIT,
        siret=SIRET,
        contact=Contact(first_name="Zoé", last_name="Lefèvre", phone="+33553000000", email="zoe@example.org"),
        answers={"apprentice": "true", "contract": "cdd"},
    )


def test_a_contact_reads_as_people_say_it() -> None:
    read_form = read(a_form())
    assert isinstance(read_form, CheckedForm)
    assert read_form.contact.name == "Zoé Lefèvre"


def test_answers_are_kept_in_the_order_of_the_questions() -> None:
    checked = read(a_form(answers={"contract": "cdi", "apprentice": "false"}))
    assert isinstance(checked, CheckedForm)
    assert list(checked.answers) == ["apprentice", "contract"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"landing": "nulle-part"}, [("/landing", "unknown_landing")]),
        ({"landing": "archivée"}, [("/landing", "unknown_landing")]),
        ({"subject": ""}, [("/subject", "required")]),
        ({"subject": "nul"}, [("/subject", "unknown_subject")]),
        ({"subject": " "}, [("/subject", "required")]),
        ({"subject": "ancien", "answers": {}}, [("/subject", "unknown_subject")]),
        ({**OTHER, "landing": "partenaire"}, [("/subject", "unknown_subject")]),
        ({**OTHER, "subject": "autre-demande", "landing": "partenaire"}, []),
        ({"subject": "nul", "landing": "nulle-part"}, [("/landing", "unknown_landing")]),
        ({"description": ""}, [("/description", "required")]),
        ({"description": " \n\t"}, [("/description", "required")]),
        ({"description": "\u200b\x07\u2060"}, [("/description", "required")]),
        ({"description": "?!"}, [("/description", "required")]),
        ({"first_name": "\u200b"}, [("/first_name", "required")]),
        ({"last_name": "\ufeff\x01"}, [("/last_name", "required")]),
        ({"first_name": " "}, [("/first_name", "required")]),
        ({"last_name": ""}, [("/last_name", "required")]),
        ({"phone": ""}, [("/phone", "required")]),
        ({"phone": "12"}, [("/phone", "format")]),
        ({"phone": LONG_PHONE}, [("/phone", "too_long")]),
        ({"email": "  "}, [("/email", "required")]),
        ({"email": "zoe"}, [("/email", "format")]),
        ({"email": "a" * 300}, [("/email", "too_long")]),
        ({"siret": ""}, [("/siret", "required")]),
        ({"siret": " . "}, [("/siret", "format")]),
        ({"siret": "1234"}, [("/siret", "format")]),
        ({"siret": "00000001800011"}, [("/siret", "luhn")]),
        ({"siret": SIRET + " " * 40}, [("/siret", "too_long")]),
        ({"siret": "1" * 41}, [("/siret", "too_long")]),
        ({"creating_a_company": True}, [("/creating_a_company", "company_creation")]),
        ({"creating_a_company": True, "siret": ""}, [("/creating_a_company", "company_creation")]),
        ({"answers": {"apprentice": "true"}}, [("/answers/contract", "required")]),
        ({"answers": {}}, [("/answers/apprentice", "required"), ("/answers/contract", "required")]),
        (
            {"answers": {"apprentice": "maybe", "contract": "cdi"}},
            [("/answers/apprentice", "unknown_option")],
        ),
        (
            {"answers": {"apprentice": "true", "contract": "Cdi"}},
            [("/answers/contract", "unknown_option")],
        ),
        (
            {"answers": {"apprentice": "true", "contract": "cdi", "a/b": "1"}},
            [("/answers/a~1b", "unknown_question")],
        ),
        (
            {"subject": "former", "answers": {"apprentice": "true"}},
            [("/answers/apprentice", "unknown_question")],
        ),
        ({"terms_version": ""}, [("/terms_version", "required")]),
        ({"terms_version": " "}, [("/terms_version", "required")]),
        ({"terms_version": "0"}, [("/terms_version", "unknown_terms_version")]),
        ({"declares_accuracy": False}, [("/declares_accuracy", "required")]),
        ({"origin": Origin()}, []),
        ({"origin": Origin(url="https://partenaire.example/aides?page=1#haut")}, []),
        ({"origin": Origin(url="HTTP://partenaire.example")}, []),
        ({"origin": Origin(url="javascript:alert(1)")}, [("/origin/url", "format")]),
        ({"origin": Origin(url="partenaire.example")}, [("/origin/url", "format")]),
        ({"origin": Origin(url="https://")}, [("/origin/url", "format")]),
        ({"origin": Origin(url=" https://partenaire.example")}, [("/origin/url", "format")]),
        ({"origin": Origin(url="https://partenaire.example/\nx")}, [("/origin/url", "format")]),
        ({"origin": Origin(url="")}, [("/origin/url", "format")]),
    ],
)
def test_each_field_is_told_alone(changes: dict[str, Changed], found: list[tuple[str, str]]) -> None:
    assert faults(a_form(**changes)) == found


@pytest.mark.parametrize("name", LENGTHS)
def test_a_text_may_be_as_long_as_its_bound_and_no_longer(name: str) -> None:
    assert (f"/{name}", "too_long") not in faults(a_form(**{name: "x" * LENGTHS[name]}))
    assert (f"/{name}", "too_long") in faults(a_form(**{name: "x" * (LENGTHS[name] + 1)}))


@pytest.mark.parametrize("name", ORIGIN_LENGTHS)
def test_an_origin_may_be_as_long_as_its_bound_and_no_longer(name: str) -> None:
    most = ORIGIN_LENGTHS[name]
    longest = "https://a.example/".ljust(most, "x")
    assert faults(a_form(origin=Origin(**{name: longest}))) == []
    assert faults(a_form(origin=Origin(**{name: longest + "x"}))) == [(f"/origin/{name}", "too_long")]


def test_every_fault_is_told_at_once_in_the_order_of_the_fields() -> None:
    wrong = DemandForm(
        landing="nulle-part",
        subject="",
        description="",
        last_name="",
        terms_version="",
        declares_accuracy=False,
        first_name="x" * 101,
        phone="12",
        email="zoe",
        siret="1234",
        answers={"apprentice": "true"},
        origin=Origin(url="x" * 2001, campaign="x" * 201),
        creating_a_company=True,
    )
    assert faults(wrong) == [
        ("/landing", "unknown_landing"),
        ("/subject", "required"),
        ("/description", "required"),
        ("/first_name", "too_long"),
        ("/last_name", "required"),
        ("/phone", "format"),
        ("/email", "format"),
        ("/siret", "format"),
        ("/origin/url", "too_long"),
        ("/origin/campaign", "too_long"),
        ("/terms_version", "required"),
        ("/declares_accuracy", "required"),
        ("/creating_a_company", "company_creation"),
    ]


def test_the_answers_are_read_as_soon_as_the_subject_is_known_whatever_else_is_wrong() -> None:
    assert faults(evolve(a_form(), first_name="", landing="nulle-part", answers={})) == [
        ("/landing", "unknown_landing"),
        ("/first_name", "required"),
        ("/answers/apprentice", "required"),
        ("/answers/contract", "required"),
    ]


def test_no_field_is_told_twice_when_nothing_was_typed() -> None:
    texts = ("subject", "description", "first_name", "last_name", "phone", "email", "siret", "terms_version")
    untouched = a_form(**dict.fromkeys(texts, ""), answers={}, declares_accuracy=False)
    assert faults(untouched) == [(f"/{name}", "required") for name in (*texts, "declares_accuracy")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"creating_a_company": True}, ELSEWHERE),
        ({"siret": ""}, ELSEWHERE),
        ({"declares_accuracy": False}, FALSE_DECLARATION),
        ({"email": "zoe"}, "Il manque le signe @."),
        ({"description": "x" * 10_001}, "Texte trop long\u00a0: 10\u202f000 caractères au plus."),
        ({"siret": "0" * 14}, "Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie."),
        ({"answers": {}}, "Répondez à la question « Cherchez-vous un apprenti ? »."),
        ({"answers": {"apprentice": "non", "contract": "cdi"}}, "attendu : « true », « false »."),
    ],
)
def test_a_person_reads_what_to_do_instead(changes: dict[str, Changed], said: str) -> None:
    found = read(a_form(**changes))
    assert isinstance(found, tuple)
    assert said in found[0].message


def test_a_paused_landing_takes_no_form() -> None:
    with pytest.raises(Unavailable) as paused:
        read(a_form(landing="en-pause"))
    assert paused.value.code == "landing_paused"


def edited(count: int) -> str:
    """The prefilled text with that many signs added."""
    return PREFILL + "x" * count


@pytest.mark.parametrize(
    ("description", "unchanged"),
    [
        (PREFILL, True),
        (f"  {PREFILL}\n", True),
        (edited(1), True),
        (edited(9), True),
        (edited(10), False),
        (PREFILL[9:], True),
        (PREFILL[10:], False),
        ("Z" * 9 + PREFILL[9:], True),
        ("Z" * 10 + PREFILL[10:], False),
        ("Z" * 5 + PREFILL[5:] + "ZZZZ", True),
        ("Z" * 5 + PREFILL[5:] + "ZZZZZ", False),
    ],
)
def test_fewer_than_ten_edits_leave_a_prefill_unchanged(description: str, unchanged: bool) -> None:
    found = faults(a_form(**OTHER, description=description))
    assert found == ([("/description", "prefill_unchanged")] if unchanged else [])


def test_a_subject_without_prefill_takes_the_shortest_description() -> None:
    assert faults(a_form(description="x")) == []


def test_a_form_comes_from_the_services_own_site_unless_it_says_otherwise() -> None:
    assert a_form().landing == "accueil"
