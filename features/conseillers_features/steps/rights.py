"""Who may do what, by their level of authorisation; links of mails sent anew and revoked."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pytest_bdd import given, then, when

from conseillers_application.direction_decisions import NewDecision
from conseillers_application.tasks import TaskRequest
from conseillers_domain.accounts import Act, Role
from conseillers_domain.decisions_of_direction import Measure
from conseillers_domain.errors import Conflict, Forbidden, NotFound
from conseillers_domain.maintenance import Pause
from conseillers_domain.position import NewPosition, Stance
from conseillers_features.steps.story import STAFF, Story, slug
from conseillers_features.steps.wording import rows, worded

Doing = Callable[[Story, str, str, str], object]


def _pauses(story: Story, who: str, _need: str, _team: str) -> None:
    story.world.pause(who, Pause(message="Une minute."))
    story.world.reopen(who)


DOINGS: Final[Mapping[str, Doing]] = {
    "lit la fiche": lambda story, who, need, _: story.world.sheet(who, need),
    "répond": lambda story, who, need, team: story.world.say(
        who, need, team, NewPosition(stance=Stance.TAKEN)
    ),
    "lit les tâches": lambda story, who, _need, _team: story.world.tasks(who, TaskRequest()),
    "exporte les besoins": lambda story, who, _need, _team: story.world.rights.export(who),
    "décide d’un compte": lambda story, who, _need, _team: story.world.ends.decide(
        who, NewDecision(email=story.people["Zoé Marchand"], measure=Measure.END, why="Essai")
    ),
    "suspend le service": _pauses,
}
"""What somebody tries, with a need and the team it is before."""


@given(worded("{name}, responsable de l’antenne « {branch} »"))
def manages(story: Story, name: str, branch: str) -> None:
    """Somebody supervises the teams of a branch."""
    _opens(story, name, Role.MANAGER, branches=(slug(branch),))


@given(worded("{name}, qui suit les chiffres de son institution"))
def follows_figures(story: Story, name: str) -> None:
    """Somebody who answers no company."""
    _opens(story, name, Role.PILOT)


@given(worded("{name}, partenaire"))
def is_a_partner(story: Story, name: str) -> None:
    """Somebody whose site sends companies here."""
    _opens(story, name, Role.PARTNER)


@then(worded("pour le besoin de « {company} » et l’équipe « {team} », chacun fait ce que son niveau permet"))
def each_does(story: Story, company: str, team: str, datatable: list[list[str]]) -> None:
    """Every cell is tried: what one may not do is refused, as what does not exist."""
    need = story.need(company)
    for line in rows(datatable):
        who = story.email(line["qui"])
        for doing, does in DOINGS.items():
            assert _does(does, story, who, need, story.teams[team]) == line[doing], (line["qui"], doing)


@when(worded("{name} demande un nouveau lien à la place de celui de ce mail"))
def asks_for_another(story: Story, name: str) -> None:
    """Renew a link, be it expired."""
    assert story.mail is not None
    link = re.search(r"https://\S+/n/\S+", story.mail.text)
    assert link is not None
    story.attempt(lambda: story.world.rights.renew_link(story.email(name), link[0]))


@when(worded("{name} révoque les liens de l’équipe « {team} » vers le besoin de « {company} »"))
def revokes(story: Story, name: str, team: str, company: str) -> None:
    """As when its mails fell into other hands."""
    need = story.need(company)
    story.attempt(lambda: story.world.rights.revoke_links(story.email(name), need, story.teams[team]))


@when(worded("{name} demande le fichier de tous les besoins"))
def exports(story: Story, name: str) -> None:
    """Ask for everything at once."""
    story.attempt(lambda: story.world.rights.export(story.email(name)))


@then(worded("l’équipe du service lit que {name} a cherché à lire le besoin de « {company} »"))
def reads_who_tried(story: Story, name: str, company: str) -> None:
    """The journal says who was refused."""
    _must_have_tried(story, name, story.need(company))


@then(worded("l’équipe du service lit que {name} a cherché à exporter les besoins"))
def reads_who_tried_to_export(story: Story, name: str) -> None:
    """The same, of what is no need."""
    _must_have_tried(story, name, Act.EXPORT_FIGURES.value)


def _must_have_tried(story: Story, name: str, thing: str) -> None:
    found = story.world.readings(story.email(STAFF), thing)
    assert [one.person_name for one in found if one.refused] == [name]


def _does(does: Doing, story: Story, who: str, need: str, team: str) -> str:
    try:
        does(story, who, need, team)
    except (NotFound, Forbidden):
        return "non"
    except Conflict:  # somebody of a line before did it: they may
        return "oui"
    return "oui"


def _opens(story: Story, name: str, role: Role, branches: tuple[str, ...] = ()) -> None:
    story.people[name] = f"{slug(name)}@service.example"
    story.world.open_account(story.people[name], name, role, branches=branches)
