"""Time passes."""

from pytest_bdd import given, when

from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import UNITS, a_day, worded


@given(worded("{number} {unit} plus tard"))
@when(worded("{number} {unit} plus tard"))
def later(story: Story, number: str, unit: str) -> None:
    """Let that time pass, with what was to be done meanwhile."""
    story.world.wait(int(number) * UNITS[unit])


@given(worded("nous sommes le {day}"))
@when(worded("nous sommes le {day}"))
def on_that_day(story: Story, day: str) -> None:
    """Let time pass until that day, at the hour it is."""
    story.world.wait(a_day(day) - a_day(f"{story.world.now():%d/%m/%Y}"))
