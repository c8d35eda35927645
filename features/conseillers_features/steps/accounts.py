"""Accounts: shut out for security, let in again, tried by their holders."""

from pytest_bdd import given, when

from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import worded
from conseillers_features.worlds.surroundings import PASSWORD


@given(worded("l’équipe du service a suspendu le compte de {name} pour motif de sécurité"))
@when(worded("l’équipe du service suspend le compte de {name} pour motif de sécurité"))
def suspends(story: Story, name: str) -> None:
    """Shut somebody out."""
    story.world.suspend(story.people[name])
    story.shut_out.add(name)


@when(worded("l’équipe du service lève la suspension du compte de {name}"))
def lifts(story: Story, name: str) -> None:
    """Let them in again."""
    story.world.lift(story.people[name])
    story.shut_out.remove(name)


@when(worded("{name} cherche à s’identifier"))
def tries_to_sign_in(story: Story, name: str) -> None:
    """The password is the right one; the account may be shut."""
    story.attempt(lambda: story.world.sign_in(story.people[name], PASSWORD))
