"""The directory against the past: a change tried, refused, forced, taken back; decisions taken again."""

from copy import deepcopy

from pytest_bdd import given, then, when

from conseillers_domain.periods import Period
from conseillers_features.steps.criteria import criterion, narrow
from conseillers_features.steps.story import LEVELS, Story
from conseillers_features.steps.wording import a_day, rows, worded


@given(worded("l’équipe du service prépare un changement : {level} « {name} » n’accepterait que : {rest}"))
@when(worded("l’équipe du service prépare un changement : {level} « {name} » n’accepterait que : {rest}"))
def means_to_narrow(story: Story, level: str, name: str, rest: str) -> None:
    """Think of a criterion instead of those of a team, a branch or an institution; nothing changes yet."""
    part = deepcopy(story.part(level, name)) | {"criteria": []}
    narrow(part, criterion(rest))
    story.change = {LEVELS[level]: [part]}
    story.before = story.world.directory()


@when("l’équipe du service essaie ce changement sur les besoins passés")
def tries_the_change(story: Story) -> None:
    """Ask what it would have made of them."""
    story.tried = story.attempt(lambda: story.world.try_directory(story.change))


@then(worded("l’essai porte sur {number} besoins, dont {orphans} resteraient sans équipe"))
def was_tried_on(story: Story, number: str, orphans: str) -> None:
    """How many needs were looked at, and how many nobody would have received."""
    assert story.tried is not None
    tried = story.tried
    assert (tried.needs, tried.orphans) == (int(number), int(orphans))


@then("l’essai dit, équipe par équipe, combien de besoins")
def the_trial_says(story: Story, datatable: list[list[str]]) -> None:
    """How many needs each team would have gained, lost, kept, or been the only one to lose."""
    assert story.tried is not None
    tried = story.tried
    names = {code: name for name, code in story.teams.items()}
    columns = {
        "gagnés": tried.gained,
        "perdus": tried.lost,
        "gardés": tried.unchanged,
        "laissés sans équipe": tried.orphaned,
    }
    found: dict[str, dict[str, int]] = {}
    for title, column in columns.items():
        for one in column:
            line = found.setdefault(names[one.team], dict.fromkeys(columns, 0))
            line[title] += one.needs
    wanted = {
        line.pop("équipe"): {title: int(text) for title, text in line.items()} for line in rows(datatable)
    }
    assert found == wanted


@when("l’équipe du service publie ce changement")
def publishes_the_change(story: Story) -> None:
    """Put it in force; it may be refused."""
    story.attempt(lambda: _publish(story, None))


@given(worded("l’équipe du service a publié ce changement, en donnant pour raison «{reason}»"))
@when(worded("l’équipe du service publie ce changement, en donnant pour raison «{reason}»"))
def forces_the_change(story: Story, reason: str) -> None:
    """Put it in force although it leaves past needs to nobody."""
    story.attempt(lambda: _publish(story, reason.strip()))


@then("l’annuaire en vigueur est celui d’avant ce changement")
def the_directory_is_as_it_was(story: Story) -> None:
    """Not a word of it changed since the change was thought of."""
    assert story.world.directory() == story.before


@then(worded("la version en vigueur de l’annuaire garde cette raison : « {reason} »"))
def the_reason_is_kept(story: Story, reason: str) -> None:
    """Whoever reads the versions reads why past needs could be left."""
    assert story.world.directory_versions()[0].forced == reason


@then("la version en vigueur de l’annuaire n’a eu besoin d’aucune raison")
def no_reason_was_needed(story: Story) -> None:
    """No past need was left to nobody."""
    assert story.world.directory_versions()[0].forced is None


@when("l’équipe du service remet en vigueur la version précédente de l’annuaire")
def brings_back(story: Story) -> None:
    """Undo the last publication."""
    _, former, *_ = story.world.directory_versions()
    story.world.restore_directory(former.version)
    story.directory = {level: [*parts] for level, parts in story.world.directory().items()}


@when("l’équipe du service renomme toutes les équipes")
def renames_the_teams(story: Story) -> None:
    """Publish the directory with other names, so that what was read under the former ones shows."""
    for one in story.directory["teams"]:
        one["name"] = f"{one['name']} (nouveau nom)"
    story.publish_directory()


@then(worded("les décisions du {since} au {until}, reprises, sont {number}, toutes identiques"))
def taken_again(story: Story, since: str, until: str, number: str) -> None:
    """Each decision of these days gives the same verdicts under the versions it names."""
    replay = story.world.replay(Period(since=a_day(since).date(), until=a_day(until).date()))
    assert (replay.needs, replay.same, replay.differences) == (int(number), int(number), ())
    assert (replay.unavailable, replay.missing) == (0, ())


def _publish(story: Story, reason: str | None) -> None:
    story.world.change_directory(story.change, force=reason)
    for level, (changed,) in story.change.items():
        parts = story.directory[level]
        story.directory[level] = [changed if one["name"] == changed["name"] else one for one in parts]
