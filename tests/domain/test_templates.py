"""The texts staff writes: their places, and what is wrong with one."""

import pytest

from conseillers_domain.delivered_templates import DELIVERED, NEEDED
from conseillers_domain.setting_aside import AsideReason
from conseillers_domain.templates import (
    BODY_LENGTH,
    COMPLETION_LINK,
    PLACES,
    SUBJECT_LENGTH,
    filled,
    text_faults,
)


@pytest.mark.parametrize("name", DELIVERED)
def test_what_is_delivered_has_no_fault(name: str) -> None:
    template = DELIVERED[name]
    assert text_faults(template.subject, template.body, *NEEDED.get(name, ())) == ()
    assert (template.name, template.version) == (name, 0)
    assert "'" not in template.body


def test_there_is_a_text_for_each_reason_that_is_told() -> None:
    assert DELIVERED.keys() == set(AsideReason) - {AsideReason.SPAM}


@pytest.mark.parametrize(
    ("subject", "body", "needed", "faults"),
    [
        ("Objet", "Corps", (), {}),
        (" ", "", (), {"/subject": "required", "/body": "required"}),
        (
            "x" * (SUBJECT_LENGTH + 1),
            "x" * (BODY_LENGTH + 1),
            (),
            {"/subject": "too_long", "/body": "too_long"},
        ),
        ("Objet\nautre", "Corps", (), {"/subject": "format"}),
        ("{lien_de_suivi}", "Corps", (), {"/subject": "link_in_subject"}),
        ("{sujet}", "{prenom} {nom}", (), {}),
        ("{suject}", "Corps", (), {"/subject": "unknown_placeholder"}),
        ("Objet", "Bonjour {}", (), {"/body": "unknown_placeholder"}),
        ("Objet", "Bonjour {prenom", (), {"/body": "format"}),
        ("Objet", "Bonjour }", (), {"/body": "format"}),
        ("Objet", "Bonjour", (COMPLETION_LINK,), {"/body": "missing_placeholder"}),
        ("Objet", "", (COMPLETION_LINK,), {"/body": "required"}),
        ("Objet", "{lien_pour_completer}", (COMPLETION_LINK,), {}),
    ],
)
def test_what_is_wrong_with_a_text_is_told(
    subject: str, body: str, needed: tuple[str, ...], faults: dict[str, str]
) -> None:
    assert {one.pointer: one.code for one in text_faults(subject, body, *needed)} == faults


def test_an_unknown_place_is_named_with_those_there_are() -> None:
    (fault,) = text_faults("Objet", "{age} {taille} {age}", at="/mail")
    assert fault.pointer == "/mail/body"
    assert fault.message.startswith("Rien ne remplit {age} et {taille} ;")
    assert all(f"{{{name}}}" in fault.message for name in PLACES)


def test_places_are_filled_once_and_those_of_links_stay() -> None:
    text = " {prenom} {nom} {lien_de_suivi} "
    assert filled(text, {"prenom": "{nom}", "nom": "Lefèvre"}) == "{nom} Lefèvre {lien_de_suivi}"
