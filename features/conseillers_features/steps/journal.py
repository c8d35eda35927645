"""Who read what a company confided, as staff finds it in the journal."""

from datetime import datetime, timedelta
from typing import Final

from pytest_bdd import then, when

from conseillers_domain.french import counted
from conseillers_features.steps.story import STAFF, Story
from conseillers_features.steps.wording import rows, worded

HOUR: Final = timedelta(hours=1)


@then(worded("l’équipe du service lit qui a consulté le besoin de « {company} »"))
def reads_who_read(story: Story, company: str, datatable: list[list[str]]) -> None:
    """Exactly these readings, latest first."""
    found = story.world.readings(story.email(STAFF), story.need(company))
    now = story.world.now()
    told = [
        {
            "qui": one.person_name,
            "il y a": counted((now - datetime.fromisoformat(one.at)) // HOUR, "heure"),
            "voie": one.way_label,
        }
        for one in found
        if not one.refused
    ]
    assert told == list(rows(datatable))


@then(worded("personne n’a consulté le besoin de « {company} »"))
def nobody_read(story: Story, company: str) -> None:
    """The journal says at most who was refused."""
    assert all(one.refused for one in story.world.readings(story.email(STAFF), story.need(company)))


@when(worded("{reader} cherche qui a consulté le besoin de « {company} »"))
def asks_who_read(story: Story, reader: str, company: str) -> None:
    """Search the journal."""
    need = story.need(company)
    story.attempt(lambda: story.world.readings(story.email(reader), need))
