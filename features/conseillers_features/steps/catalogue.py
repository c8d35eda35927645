"""What may be asked: themes, subjects, landings, and the texts that everybody reads."""

from attrs import evolve
from pytest_bdd import given, then, when

from conseillers_domain.catalogue import DEFAULT_LANDING, Subject, Theme
from conseillers_features.steps.story import Story, slug
from conseillers_features.steps.wording import listed, plain, worded


@then(worded("un visiteur lit le thème « {theme} », avec au moins un sujet"))
def a_theme_is_offered(story: Story, theme: str) -> None:
    """The service's own page proposes it."""
    assert story.world.offer(DEFAULT_LANDING)[theme]


@then(worded("un visiteur lit le sujet « {subject} » dans le thème « {theme} »"))
def a_subject_is_offered(story: Story, subject: str, theme: str) -> None:
    """The service's own page proposes it."""
    assert subject in story.world.offer(DEFAULT_LANDING)[theme]


@then(worded("la page « {landing} » propose exactement : {subjects}"))
def a_landing_offers(story: Story, landing: str, subjects: str) -> None:
    """These subjects, and no other."""
    offered = {one for theme in story.world.offer(landing).values() for one in theme}
    assert offered == set(listed(subjects))


@when(worded("quelqu’un ouvre la page « {landing} »"))
def a_landing_is_opened(story: Story, landing: str) -> None:
    """Ask for a landing that may be closed."""
    story.attempt(lambda: story.world.offer(landing))


@when(worded("l’équipe du service ajoute le sujet « {subject} » dans le nouveau thème « {theme} »"))
def a_subject_is_added(story: Story, subject: str, theme: str) -> None:
    """Publish the catalogue with one more theme."""
    added = Theme(slug=slug(theme), title=theme, subjects=(Subject(slug=slug(subject), title=subject),))
    catalogue = story.catalogue
    story.publish(evolve(catalogue, themes=(*catalogue.themes, added)))


@given(worded("l’équipe du service archive le sujet « {title} »"))
def a_subject_is_archived(story: Story, title: str) -> None:
    """Publish the catalogue without proposing that subject."""
    catalogue = story.catalogue
    themes = tuple(
        evolve(
            theme,
            subjects=tuple(
                evolve(one, archived=one.archived or one.title == title) for one in theme.subjects
            ),
        )
        for theme in catalogue.themes
    )
    story.publish(evolve(catalogue, themes=themes))


@given(worded("l’équipe du service archive le thème « {title} »"))
def a_theme_is_archived(story: Story, title: str) -> None:
    """Publish the catalogue without proposing that theme."""
    catalogue = story.catalogue
    themes = tuple(evolve(one, archived=one.archived or one.title == title) for one in catalogue.themes)
    story.publish(evolve(catalogue, themes=themes))


@then("un visiteur lit les conditions d’utilisation et les mentions d’information")
def the_texts_are_read(story: Story) -> None:
    """Both are whole texts, the terms under a version."""
    texts = story.world.texts()
    assert texts.version
    assert "Article 6" in plain(texts.terms)
    assert "données" in texts.notice


@given("le catalogue a été lu par un visiteur")
def the_catalogue_was_read(story: Story) -> None:
    """Remember what is proposed, down to the last question."""
    story.offered = _proposed(story)


@then("le catalogue qu’un visiteur lit est le même")
def the_catalogue_is_the_same(story: Story) -> None:
    """Nothing of what is proposed has changed since."""
    assert story.offered == _proposed(story)


def _proposed(story: Story) -> object:
    return story.world.offer(DEFAULT_LANDING), story.world.catalogue()
