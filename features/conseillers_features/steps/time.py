"""Time passes."""

from datetime import timedelta
from typing import Final

from pytest_bdd import given, when

from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import worded

UNITS: Final = {
    "minute": timedelta(minutes=1),
    "minutes": timedelta(minutes=1),
    "heure": timedelta(hours=1),
    "heures": timedelta(hours=1),
    "jour": timedelta(days=1),
    "jours": timedelta(days=1),
}


@given(worded("{number} {unit} plus tard"))
@when(worded("{number} {unit} plus tard"))
def later(story: Story, number: str, unit: str) -> None:
    """Let that time pass, with what was to be done meanwhile."""
    story.world.wait(int(number) * UNITS[unit])
