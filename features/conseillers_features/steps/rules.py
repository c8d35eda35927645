"""What the directory says of a team beside its subjects: closed, where, who stands in, who is away."""

from pytest_bdd import given, then

from conseillers_features.steps.directory import zone
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import a_day, listed, worded


@given(worded("{level} « {name} » est fermée"))
def closed(story: Story, level: str, name: str) -> None:
    """Close a team, a branch or an institution."""
    story.part(level, name)["closed"] = True
    story.publish_directory()


@given(worded("l’équipe « {name} » a pour territoire propre : {zones}"))
def has_zones_of_its_own(story: Story, name: str, zones: str) -> None:
    """Give a team its own territory."""
    story.part("l’équipe", name)["zones"] = [zone(one) for one in listed(zones)]
    story.publish_directory()


@given(worded("l’équipe « {name} » a pour remplaçante l’équipe « {delegate} »"))
def has_a_delegate(story: Story, name: str, delegate: str) -> None:
    """Say who stands in for a team whose members are all away."""
    story.part("l’équipe", name)["delegate"] = story.teams[delegate]
    story.publish_directory()


@given(worded("{advisor} s’absente du {first} au {last}"))
def is_away(story: Story, advisor: str, first: str, last: str) -> None:
    """Tell days away, both included."""
    email = story.people[advisor]
    away = {"from": f"{a_day(first):%Y-%m-%d}", "to": f"{a_day(last):%Y-%m-%d}"}
    for one in story.directory["advisors"]:
        if one["email"] == email:
            one.setdefault("absences", []).append(away)
    story.publish_directory()


@given(worded("l’institution « {name} » ne prend un besoin qu’une fois"))
def takes_once(story: Story, name: str) -> None:
    """Declare that one team of the institution taking a need is enough."""
    story.part("l’institution", name)["single_taker"] = True
    story.publish_directory()


@given(worded("l’équipe « {name} » dit de son intervention sur « {title} » : « {rest} »"))
def describes(story: Story, name: str, title: str, rest: str) -> None:
    """Write what a team does on a national subject."""
    subject = story.subject(title).slug
    competences = story.part("l’équipe", name)["competences"]
    next(one for one in competences if one["subject"] == subject)["description"] = rest
    story.publish_directory()


@then(worded("l’annuaire donne, de l’intervention de l’équipe « {name} » sur « {title} » : «{rest}»"))
def is_described(story: Story, name: str, title: str, rest: str) -> None:
    """Whoever reads the directory reads those words, or nothing."""
    subject = story.subject(title).slug
    team = next(one for one in story.world.directory()["teams"] if one["name"] == name)
    competence = next(one for one in team["competences"] if one["subject"] == subject)
    assert competence["description"] == rest.strip()
