"""How often one may ask: whoever insists is held off, and nobody else."""

from typing import Final

from pytest_bdd import given, then, when

from conseillers_application.read_inbox import InboxRequest
from conseillers_domain.errors import TooMany
from conseillers_domain.need import Tab
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import UNITS, plain, worded

LIMITS: Final = {
    "requêtes par compte en 5 minutes": "account_requests",
    "demandes par entreprise en une heure": "siret_demands",
}
"""What may be limited, by its setting."""
INSISTENT: Final = 40
"""Times: more than any limit of these scenarios."""


@given(worded("le service accepte {number} {what}"))
def accepts(story: Story, number: str, what: str) -> None:
    """So many, and no more."""
    story.world.set(**{LIMITS[what]: int(number)})


@when(worded("{name} demande ses besoins sans s’arrêter"))
def insists(story: Story, name: str) -> None:
    """Until it is refused."""
    for _ in range(INSISTENT):
        if story.refusal is None:
            _look(story, name)


@then(worded("{name} lit ses besoins comme d’habitude"))
def reads(story: Story, name: str) -> None:
    """Nothing holds them off."""
    _look(story, name)
    story.must_be_over()


@then(worded("c’est impossible pendant {number} {unit} : « {rest} »"))
def impossible_for_a_while(story: Story, number: str, unit: str, rest: str) -> None:
    """What was just tried was asked too often, and says when to come back."""
    refusal = story.refused()
    assert isinstance(refusal, TooMany)
    assert refusal.retry_after == (int(number) * UNITS[unit]).total_seconds()
    assert plain(refusal.sentence) == rest


def _look(story: Story, name: str) -> None:
    story.attempt(lambda: story.world.inbox(story.email(name), InboxRequest(tab=Tab.INBOX)))
