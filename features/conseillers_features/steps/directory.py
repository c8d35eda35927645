"""Who answers companies: institutions, branches, teams, their territories and their advisors."""

import re
from collections.abc import Mapping
from typing import Any, Final

from pytest_bdd import given, then, when

from conseillers_adapters.geography import official_geography
from conseillers_domain.accounts import Role
from conseillers_domain.directory import Nature
from conseillers_domain.territory import ZoneType
from conseillers_features.steps.companies import a_commune
from conseillers_features.steps.story import Story, slug
from conseillers_features.steps.wording import listed, rows, worded

NATURES: Final[Mapping[str, str]] = {
    "État": Nature.STATE.value,
    "organisme public": Nature.PUBLIC_BODY.value,
    "organisme parapublic": Nature.SEMI_PUBLIC_BODY.value,
    "conseil régional": Nature.REGIONAL_COUNCIL.value,
    "collectivité": Nature.LOCAL_AUTHORITY.value,
    "organisation privée": "private",
}
"""The last one is no nature the service knows."""

EVERYWHERE: Final = "toute la France"


def zone(text: str) -> dict[str, str]:
    """A territory by its official name and kind: « Lot-et-Garonne (département) »."""
    named = re.fullmatch(r"(.+) \((.+)\)", text)
    assert named is not None, text
    name, label = named.groups()
    kind = next(one for one in ZoneType if one.label == label)
    if kind is ZoneType.COMMUNE:
        return {"type": kind.value, "code": a_commune(name).code}
    names = official_geography().names
    return {
        "type": kind.value,
        "code": next(z.code for z, one in names.items() if (z.type, one) == (kind, name)),
    }


@given("l’annuaire")
def the_directory(story: Story, datatable: list[list[str]]) -> None:
    """Publish a directory of one team a line; its advisors have accounts."""
    lines = rows(datatable)
    story.directory = document(story, lines)
    story.teams = {one["équipe"]: slug(one["équipe"]) for one in lines}
    story.world.publish_directory(story.directory)
    for advisor in story.directory["advisors"]:
        name = f"{advisor['first_name']} {advisor['last_name']}"
        if name not in story.people:
            story.people[name] = advisor["email"]
            story.world.open_account(advisor["email"], name, Role.ADVISOR)


@when("l’équipe du service publie l’annuaire")
def the_directory_is_tried(story: Story, datatable: list[list[str]]) -> None:
    """Publish a directory that may be refused."""
    lines = document(story, rows(datatable))
    story.attempt(lambda: story.world.publish_directory(lines))


@when(worded("l’équipe du service rattache {name} à l’antenne « {branch} »"))
def attached_to(story: Story, name: str, branch: str) -> None:
    """Move an advisor to a branch that may be unknown, or to none."""
    advisor = next(one for one in story.directory["advisors"] if one["email"] == story.people[name])
    changed = {**advisor, "branch": slug(branch)}
    others = [one for one in story.directory["advisors"] if one is not advisor]
    story.attempt(lambda: story.world.publish_directory({**story.directory, "advisors": [*others, changed]}))


@given(worded("{name}, qui a un compte mais ne figure pas dans l’annuaire"))
def an_account_only(story: Story, name: str) -> None:
    """Open an advisor's account for somebody who is in no institution."""
    story.people[name] = f"{slug(name)}@ailleurs.example"
    story.world.open_account(story.people[name], name, Role.ADVISOR)


@then("l’annuaire est inchangé")
def unchanged(story: Story) -> None:
    """The teams of the story still are the only ones that a demand may reach."""
    for one in story.directory["teams"]:
        for competence in one["competences"]:
            decision = story.world.simulate(
                {"subject": competence["subject"], "company": {"commune": a_commune("Agen").code}}
            )
            told = {verdict["team"] for verdict in (*decision["kept"], *decision["set_aside"])}
            assert told <= set(story.teams.values())


def document(story: Story, lines: tuple[dict[str, str], ...]) -> dict[str, list[dict[str, Any]]]:
    """The directory document of a table: institutions and branches are made of what the lines name."""
    institutions: dict[str, dict[str, Any]] = {}
    branches: dict[str, dict[str, Any]] = {}
    teams: list[dict[str, Any]] = []
    advisors: dict[str, dict[str, Any]] = {}
    for line in lines:
        name, team = line["institution"], slug(line["équipe"])
        institution = slug(name)
        institutions[institution] = {
            "slug": institution,
            "name": name,
            "nature": NATURES[line.get("nature", "organisme public")],
        }
        everywhere = line["territoire"] == EVERYWHERE
        branch = line.get("antenne", f"Antenne {line['équipe']}")
        branches[slug(branch)] = {
            "code": slug(branch),
            "institution": institution,
            "name": branch,
            "level": "national" if everywhere else "local",
            "zones": [] if everywhere else [zone(one) for one in listed(line["territoire"])],
        }
        teams.append(
            {
                "code": team,
                "branch": slug(branch),
                "name": line["équipe"],
                "mailbox": mailbox(team),
                "competences": [{"subject": story.subject(one).slug} for one in listed(line["sujets"])],
            }
        )
        for person in listed(line.get("conseillers", "")):
            first_name, _, last_name = person.partition(" ")
            advisor = advisors.setdefault(
                person,
                {
                    "email": f"{slug(person)}@{institution}.example",
                    "first_name": first_name,
                    "last_name": last_name,
                    "branch": slug(branch),
                    "teams": [],
                },
            )
            advisor["teams"].append(team)
    return {
        "institutions": list(institutions.values()),
        "branches": list(branches.values()),
        "teams": teams,
        "advisors": list(advisors.values()),
    }


def mailbox(team: str) -> str:
    """The mailbox of a team, by its code."""
    return f"{team}@equipes.example"
