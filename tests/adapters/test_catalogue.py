import pytest

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_domain.catalogue import (
    DEFAULT_LANDING,
    FREE_TOPIC,
    Integration,
    QuestionKind,
    check_catalogue,
)
from conseillers_domain.demand_form import LENGTHS, UNCHANGED_UNDER
from conseillers_domain.errors import Unavailable

THEMES_OF_THE_TERMS = {
    "Ressources humaines",
    "Droit du travail",
    "Développement commercial",
    "Stratégie numérique",
    "Difficultés financières",
    "Investissement",
    "Transmission et reprise",
    "Santé et sécurité au travail",
    "Environnement",
    "Transition écologique et RSE",
}


def test_the_delivered_catalogue_may_be_published() -> None:
    assert check_catalogue(delivered_catalogue()) == ()


def test_every_theme_named_by_the_terms_of_use_is_delivered() -> None:
    titles = {theme.title for theme in delivered_catalogue().themes}
    assert titles == {*THEMES_OF_THE_TERMS, "Autre demande"}


def test_thirty_six_subjects_are_delivered_beside_the_free_topic() -> None:
    catalogue = delivered_catalogue()
    assert len(catalogue.subjects.keys() - {FREE_TOPIC}) == 36
    assert catalogue.theme_of(FREE_TOPIC).subjects == (catalogue.subjects[FREE_TOPIC],)


def test_every_subject_says_what_it_is_and_what_to_write() -> None:
    for subject in delivered_catalogue().subjects.values():
        assert subject.title
        assert subject.description.endswith(".")
        assert subject.explanation.endswith(".")


def test_every_question_has_its_labels_and_its_choices() -> None:
    for subject in delivered_catalogue().subjects.values():
        for question in subject.questions:
            assert question.label.endswith("\u00a0?")
            assert question.short_label
            assert bool(question.choices) is (question.kind is QuestionKind.CHOICE)


def test_every_kind_of_form_is_delivered_somewhere() -> None:
    subjects = delivered_catalogue().subjects.values()
    assert {len(subject.questions) for subject in subjects} == {0, 1, 2, 3}
    assert any(subject.attestation for subject in subjects)
    prefills = [subject.prefill for subject in subjects if subject.prefill]
    assert prefills
    assert all(UNCHANGED_UNDER < len(prefill) < LENGTHS["description"] for prefill in prefills)


def test_recruiting_asks_whether_it_is_the_first_time() -> None:
    question = delivered_catalogue().subjects["recruter"].question("recrutement_premier")
    assert question is not None
    assert question.kind is QuestionKind.BOOLEAN


def test_names_that_travel_are_written_in_ascii_and_texts_with_typographic_apostrophes() -> None:
    catalogue = delivered_catalogue()
    for theme in catalogue.themes:
        assert theme.slug.isascii()
    for slug, subject in catalogue.subjects.items():
        assert slug.isascii()
        assert slug == slug.lower()
        told = (subject.title, subject.description, subject.explanation, subject.attestation)
        assert not any("'" in text for text in told)


def test_the_home_page_offers_every_subject() -> None:
    catalogue = delivered_catalogue()
    home = catalogue.open_landing(DEFAULT_LANDING)
    assert home is not None
    offered = [subject for _, subjects in catalogue.offered(home) for subject in subjects]
    assert offered == list(catalogue.subjects.values())


def test_every_landing_names_subjects_that_exist() -> None:
    catalogue = delivered_catalogue()
    for landing in catalogue.landings:
        assert set(landing.subjects) <= catalogue.subjects.keys()


def test_a_partner_frame_shows_a_few_subjects_and_the_free_topic() -> None:
    catalogue = delivered_catalogue()
    landing = catalogue.open_landing("partenaire-commerces-de-proximite")
    assert landing is not None
    assert landing.integration is Integration.IFRAME
    assert catalogue.offers(landing, "trouver-un-local")
    assert catalogue.offers(landing, FREE_TOPIC)
    assert not catalogue.offers(landing, "innover")


def test_one_landing_is_over_and_another_is_paused() -> None:
    catalogue = delivered_catalogue()
    assert catalogue.open_landing("campagne-terminee") is None
    with pytest.raises(Unavailable):
        catalogue.open_landing("page-en-pause")
