"""The catalogue: what a landing offers, and what keeps a catalogue from being published."""

import pytest
from attrs import evolve

from conseillers_domain.catalogue import (
    Catalogue,
    Landing,
    Option,
    Question,
    QuestionKind,
    Subject,
    Theme,
    Transmission,
    check_catalogue,
)
from conseillers_domain.errors import Unavailable
from tests.builders import Changed
from tests.domain.forms import APPRENTICE, CATALOGUE, CONTRACT, RECRUIT

AUTOMATIC, REVIEWED = Transmission.AUTOMATIC, Transmission.REVIEWED


def offered(catalogue: Catalogue, landing: Landing) -> dict[str, list[str]]:
    """Theme → subjects."""
    return {theme.slug: [one.slug for one in subjects] for theme, subjects in catalogue.offered(landing)}


def test_a_landing_without_a_list_offers_every_subject_that_is_not_archived() -> None:
    landing = CATALOGUE.open_landing("accueil")
    assert landing is not None
    assert offered(CATALOGUE, landing) == {"rh": ["recruter", "former"], "autre": ["autre-demande"]}


def test_a_landing_with_a_list_offers_it_and_the_free_topic() -> None:
    landing = CATALOGUE.open_landing("partenaire")
    assert landing is not None
    assert offered(CATALOGUE, landing) == {"rh": ["recruter"], "autre": ["autre-demande"]}


def test_an_archived_theme_is_offered_nowhere_nor_are_its_subjects() -> None:
    archived = evolve(CATALOGUE, themes=tuple(evolve(one, archived=True) for one in CATALOGUE.themes))
    landing = Landing(slug="accueil", title="")
    assert offered(archived, landing) == {}
    assert not archived.offers(landing, "recruter")


@pytest.mark.parametrize("slug", ["nul", "", "ancien"])
def test_an_unknown_or_archived_subject_is_offered_nowhere(slug: str) -> None:
    assert not CATALOGUE.offers(Landing(slug="accueil", title=""), slug)


@pytest.mark.parametrize("slug", ["nulle-part", "archivée"])
def test_an_unknown_or_archived_landing_is_not_there(slug: str) -> None:
    assert CATALOGUE.open_landing(slug) is None


def test_a_paused_landing_says_so() -> None:
    with pytest.raises(Unavailable, match="momentanément suspendu") as paused:
        CATALOGUE.open_landing("en-pause")
    assert (paused.value.code, paused.value.retry_after) == ("landing_paused", 3600)


def test_a_landing_archived_while_paused_is_not_there() -> None:
    gone = evolve(CATALOGUE, landings=(Landing(slug="x", title="", paused=True, archived=True),))
    assert gone.open_landing("x") is None


@pytest.mark.parametrize(
    ("said", "default", "found"),
    [
        (None, AUTOMATIC, AUTOMATIC),
        (None, REVIEWED, REVIEWED),
        (REVIEWED, AUTOMATIC, REVIEWED),
        (AUTOMATIC, REVIEWED, AUTOMATIC),
    ],
)
def test_demands_leave_as_the_landing_says_or_as_the_service_is_set(
    said: Transmission | None, default: Transmission, found: Transmission
) -> None:
    landing = Landing(slug="x", title="", transmission=said)
    catalogue = evolve(CATALOGUE, landings=(landing,))
    assert catalogue.transmission("x", default) is found
    assert catalogue.transmission("unknown", default) is default


def test_subjects_are_found_archived_or_not_each_in_its_theme() -> None:
    assert set(CATALOGUE.subjects) == {"recruter", "former", "ancien", "autre-demande"}
    assert CATALOGUE.theme_of("ancien").slug == "rh"


def test_a_question_has_its_options_yes_and_no_when_it_is_boolean() -> None:
    assert [one.value for one in APPRENTICE.options] == ["true", "false"]
    assert APPRENTICE.option("true") == Option("true", "Oui")
    assert CONTRACT.option("cdd") == Option("cdd", "CDD")
    assert CONTRACT.option("true") is None
    assert RECRUIT.question("contract") is CONTRACT
    assert RECRUIT.question("unknown") is None


def test_a_catalogue_without_landing_is_shown_on_the_services_own_site() -> None:
    assert [one.slug for one in Catalogue(themes=()).landings] == ["accueil"]


def a_catalogue_of(*subjects: Subject, **changes: Changed) -> Catalogue:
    """One theme with these subjects."""
    return evolve(Catalogue(themes=(Theme(slug="t", title="T", subjects=subjects),)), **changes)


NO_CHOICE = Question(key="q", label="?", kind=QuestionKind.CHOICE)
TWICE = Subject(slug="s", title="S")


@pytest.mark.parametrize(
    ("catalogue", "faults"),
    [
        (CATALOGUE, []),
        (Catalogue(themes=()), []),
        (a_catalogue_of(TWICE, TWICE), [("/themes/0/subjects/1/slug", "duplicate")]),
        (
            Catalogue(themes=(Theme(slug="t", title=""), Theme(slug="t", title=""))),
            [("/themes/1/slug", "duplicate")],
        ),
        (
            Catalogue(
                themes=(
                    Theme(slug="t", title="", subjects=(TWICE,)),
                    Theme(slug="u", title="", subjects=(TWICE,)),
                )
            ),
            [("/themes/1/subjects/0/slug", "duplicate")],
        ),
        (
            a_catalogue_of(evolve(TWICE, questions=(APPRENTICE, APPRENTICE))),
            [("/themes/0/subjects/0/questions/1/key", "duplicate")],
        ),
        (
            a_catalogue_of(
                evolve(TWICE, questions=(APPRENTICE,)),
                evolve(TWICE, slug="other", questions=(APPRENTICE,)),
            ),
            [],
        ),
        (
            a_catalogue_of(evolve(TWICE, questions=(NO_CHOICE,))),
            [("/themes/0/subjects/0/questions/0/choices", "required")],
        ),
        (
            a_catalogue_of(evolve(TWICE, slug="", questions=(evolve(APPRENTICE, key=""),))),
            [
                ("/themes/0/subjects/0/slug", "required"),
                ("/themes/0/subjects/0/questions/0/key", "required"),
            ],
        ),
        (
            Catalogue(
                themes=(Theme(slug="", title=""),),
                landings=(
                    Landing(slug="l", title=""),
                    Landing(slug="l", title=""),
                    Landing(slug="", title=""),
                ),
            ),
            [
                ("/themes/0/slug", "required"),
                ("/landings/1/slug", "duplicate"),
                ("/landings/2/slug", "required"),
            ],
        ),
        (
            a_catalogue_of(TWICE, landings=(Landing(slug="l", title="", subjects=("s", "gone")),)),
            [("/landings/0/subjects/1", "unknown_subject")],
        ),
    ],
)
def test_names_are_given_once_and_choices_have_options(
    catalogue: Catalogue, faults: list[tuple[str, str]]
) -> None:
    assert [(one.pointer, one.code) for one in check_catalogue(catalogue)] == faults
