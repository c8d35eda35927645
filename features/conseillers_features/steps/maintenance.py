"""The service paused by who runs it, and opened again."""

from pytest_bdd import given, then, when

from conseillers_domain.errors import Unavailable
from conseillers_domain.maintenance import JobsMeanwhile, Pause
from conseillers_features.steps.story import OPERATOR, Story
from conseillers_features.steps.wording import UNITS, plain, worded


@given(worded("l’exploitant a suspendu le service : « {rest} »"))
@when(worded("l’exploitant suspend le service : « {rest} »"))
def pauses(story: Story, rest: str) -> None:
    """Nobody knows until when; what was put off is kept."""
    pauses_as(story, OPERATOR, rest)


@when(worded("l’exploitant suspend le service pour {number} {unit} : « {rest} »"))
def pauses_for(story: Story, number: str, unit: str, rest: str) -> None:
    """Until a known hour."""
    until = story.world.now() + int(number) * UNITS[unit]
    story.world.pause(story.world.operator, Pause(message=rest, until=until))


@when(worded("l’exploitant suspend le service en laissant s’exécuter les tâches : « {rest} »"))
def pauses_and_drains(story: Story, rest: str) -> None:
    """What was put off goes on."""
    story.world.pause(story.world.operator, Pause(message=rest, jobs=JobsMeanwhile.DRAINED))


@when(worded("{name} suspend le service : « {rest} »"))
def pauses_as(story: Story, name: str, rest: str) -> None:
    """Somebody tries to, whether they run the service or not."""
    story.attempt(lambda: story.world.pause(story.email(name), Pause(message=rest)))


@when("l’exploitant rouvre le service")
def reopens(story: Story) -> None:
    """The pause is over."""
    story.world.reopen(story.world.operator)


@when(worded("{name} rouvre le service"))
def reopens_as(story: Story, name: str) -> None:
    """Somebody tries to."""
    story.attempt(lambda: story.world.reopen(story.email(name)))


@then(worded("c’est impossible avant {number} {unit} : « {rest} »"))
def impossible_for(story: Story, number: str, unit: str, rest: str) -> None:
    """What was just tried was refused for a while, in these words."""
    refusal = story.refused()
    assert isinstance(refusal, Unavailable)
    assert refusal.retry_after == (int(number) * UNITS[unit]).total_seconds()
    assert plain(refusal.sentence) == rest
