"""What a company that all refused is answered: a draft made of what was said, in words fit for it."""

import pytest

from conseillers_domain.company_answer import REASONS, TEXT_LENGTH, CompanyAnswer, drafted, taken_since
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Invalid
from conseillers_domain.need import Referral
from conseillers_domain.position import BY_RULE, RefusalReason, Stance
from tests.builders import (
    DAY,
    HOUR,
    NOW,
    SUBJECT,
    a_branch,
    a_directory,
    a_need,
    a_position,
    a_referral,
    a_team,
    an_institution,
)

DIRECTORY = Directory(
    a_directory(
        a_team("cci-1", SUBJECT, branch="cci"),
        a_team("cci-2", SUBJECT, branch="cci"),
        a_team("urssaf", SUBJECT),
        branches=[a_branch("cci"), a_branch("urssaf")],
        institutions=[an_institution("cci", name="CCI du Gers"), an_institution("urssaf", name="Urssaf")],
    ),
    "1",
)
ANSWER = CompanyAnswer(task="task", text="Bonjour,", edited_at=NOW)


def refusing(team: str, reason: RefusalReason, by: str = "advisor") -> Referral:
    refusal = a_position(Stance.REFUSED, reason=reason, by=by, note="Dossier mal monté.")
    return Referral(team=team, sent_at=NOW, positions=(refusal,))


def draft_of(*referrals: Referral) -> str:
    return drafted(a_need(*referrals), "Recruter", DIRECTORY).replace("\u00a0", " ")


def test_the_draft_says_what_was_asked_who_answered_and_why_and_what_remains() -> None:
    text = draft_of(
        refusing("cci-1", RefusalReason.OUT_OF_TERRITORY), refusing("urssaf", RefusalReason.NO_CAPACITY)
    )
    assert "Vous avez demandé de l’aide sur « Recruter »." in text
    assert (
        "- CCI du Gers : votre commune est en dehors de son territoire ;\n"
        "- Urssaf : elle n’a pas de conseiller disponible en ce moment.\n" in text
    )
    assert "Vous pouvez encore :" in text
    assert text.startswith("Bonjour,")
    assert text.endswith("L’équipe de Conseillers-Entreprises")


def test_the_draft_names_an_institution_once_with_each_of_its_reasons() -> None:
    text = draft_of(
        refusing("cci-1", RefusalReason.OUT_OF_SCOPE),
        refusing("cci-2", RefusalReason.NO_CAPACITY),
        refusing("urssaf", RefusalReason.OUT_OF_SCOPE),
    )
    assert (
        "- CCI du Gers : cette demande sort de son champ d’intervention et "
        "elle n’a pas de conseiller disponible en ce moment ;" in text
    )


def test_what_a_team_noted_for_its_colleagues_is_not_in_the_draft() -> None:
    assert "Dossier" not in draft_of(refusing("cci-1", RefusalReason.OTHER))


def test_what_the_rule_refused_does_not_hide_what_a_colleague_said() -> None:
    by_rule = refusing("cci-2", RefusalReason.ALREADY_HELPED, by=BY_RULE)
    text = draft_of(refusing("cci-1", RefusalReason.NO_CAPACITY), by_rule)
    assert "- CCI du Gers : elle n’a pas de conseiller disponible en ce moment.\n" in text
    assert "- CCI du Gers : vous êtes déjà accompagné sur ce sujet.\n" in draft_of(by_rule)


def test_an_institution_that_left_the_directory_is_told_so() -> None:
    text = draft_of(refusing("gone", RefusalReason.NOT_COMPETENT))
    assert "- Une institution qui n’est plus dans notre annuaire : elle n’est pas compétente" in text


def test_every_reason_has_words_for_companies() -> None:
    assert set(REASONS) == set(RefusalReason)


def test_words_edited_say_by_whom_and_when() -> None:
    edited = ANSWER.edited("  Chère entreprise, ", "staff", NOW + HOUR)
    assert (edited.text, edited.edited_by, edited.edited_at) == ("Chère entreprise,", "staff", NOW + HOUR)


@pytest.mark.parametrize(("text", "code"), [(" \n", "required"), ("a" * (TEXT_LENGTH + 1), "too_long")])
def test_an_answer_of_no_word_or_too_many_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        ANSWER.edited(text, "staff", NOW)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [("/text", code)]


def test_a_need_taken_since_the_answer_is_one_whose_company_was_told_of_somebody() -> None:
    need = a_need(a_referral("cci-1", Stance.TAKEN, Stance.PENDING, Stance.REFUSED))
    assert taken_since(need, NOW)
    assert not taken_since(need, NOW + HOUR)
    assert not taken_since(a_need(a_referral("cci-1", Stance.REFUSED)), NOW - DAY)
