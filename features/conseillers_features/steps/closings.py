"""A closing is put in better words; where each information of a sheet comes from."""

from typing import Final

from pytest_bdd import given, parsers, then, when

from conseillers_domain.position import Closing, HelpKind
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import listed, worded

PARTS: Final = {
    "la description": "description",
    "le contact": "contact",
    "ce qu’elle dit de l’entreprise": "company",
}
"""The parts of a sheet, as scenarios call them."""


@given(worded("{person} a corrigé la clôture du besoin de « {company} » : {kinds}, « {note} »"))
@when(worded("{person} corrige la clôture du besoin de « {company} » : {kinds}, « {note} »"))
def corrects(story: Story, person: str, company: str, kinds: str, note: str) -> None:
    """For their own team."""
    need = story.need(company)
    mine = next(one.team for one in story.world.sheet(story.email(person), need).referrals if one.mine)
    _correct(story, person, need, mine, kinds, note)


@when(
    worded(
        "{person} corrige la clôture du besoin de « {company} » "
        "pour l’équipe « {team} » : {kinds}, « {note} »"
    )
)
def corrects_for(story: Story, person: str, company: str, team: str, kinds: str, note: str) -> None:
    """On behalf of a team."""
    _correct(story, person, story.need(company), story.teams[team], kinds, note)


def _correct(story: Story, person: str, need: str, team: str, kinds: str, note: str) -> None:
    found = tuple(next(one for one in HelpKind if one.label == kind) for kind in listed(kinds))
    closing = Closing(help=found, note=note)
    story.attempt(lambda: story.world.correct_closing(story.email(person), need, team, closing))


@then(
    parsers.re(
        "l’équipe « (?P<team>[^«»]*) » y a clos le besoin par : "
        "(?P<kinds>[^«»]*), « (?P<note>[^«»]*) »(?P<corrected>, corrigé par [^«»]*)?"
    )
)
def closed_with(story: Story, team: str, kinds: str, note: str, corrected: str | None) -> None:
    """The words that hold now, and whether they replace others."""
    last = next(one for one in story.read().referrals if one.team_name == team).positions[-1]
    assert tuple(one.label for one in last.help) == listed(kinds)
    assert last.note == note
    names = [one.by for one in last.corrections]
    assert names[-1:] == ([corrected.removeprefix(", corrigé par ")] if corrected else [])


@then(worded("{reader} y lit ce qui était dit avant pour l’équipe « {team} » : {kinds}, « {note} »"))
def reads_what_was_before(story: Story, reader: str, team: str, kinds: str, note: str) -> None:
    """The words that the last correction replaced."""
    last = next(one for one in story.read().referrals if one.team_name == team).positions[-1]
    replaced = last.corrections[-1]
    assert replaced.note == note
    assert tuple(one.label for one in replaced.help or ()) == listed(kinds)


@then(worded("{reader} n’y lit pas ce qui était dit avant pour l’équipe « {team} »"))
def does_not_read_it(story: Story, reader: str, team: str) -> None:
    """That something was replaced is told, what it was is not."""
    last = next(one for one in story.read().referrals if one.team_name == team).positions[-1]
    assert last.corrections
    assert all((one.help, one.note) == (None, None) for one in last.corrections)


@then(worded("la fiche dit que {part} vient de {source}"))
def comes_from(story: Story, part: str, source: str) -> None:
    """Whom an information comes from, by the name of the part of the sheet."""
    found = next(one for one in story.read().sources if PARTS[part] in one.parts)
    told = found.source_label if found.name is None else f"{found.source_label} ({found.name})"
    assert told == source
    assert found.as_of is not None


@then(worded("la position « {label} » de l’équipe « {team} » vient de {source}, par {author}"))
def position_from(story: Story, label: str, team: str, source: str, author: str) -> None:
    """Who said it, and on whose behalf."""
    referral = next(one for one in story.read().referrals if one.team_name == team)
    last = referral.positions[-1]
    assert (last.stance_label, last.source_label, last.by) == (label, source, author)
