"""Advisors say what their team makes of a need."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from pytest_bdd import given, then, when

from conseillers_domain.errors import Conflict
from conseillers_domain.position import HelpKind, NewPosition, RefusalReason, Stance
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import listed, plain, worded
from conseillers_features.worlds.world import Said


def stance_of(label: str) -> Stance:
    """A stance by what advisors read."""
    return next(one for one in Stance if one.label == label)


def refused_for(reason: str, note: str = "") -> NewPosition:
    """A refusal, by its reason's words."""
    found = next((one for one in RefusalReason if one.label == reason), None)
    return NewPosition(stance=Stance.REFUSED, reason=found, note=note)


TAKEN = NewPosition(stance=Stance.TAKEN)


@when(worded("{advisor} prend en charge le besoin de « {company} »"))
@given(worded("{advisor} a pris en charge le besoin de « {company} »"))
def takes(story: Story, advisor: str, company: str) -> None:
    """Say one will call."""
    says(story, advisor, company, TAKEN)


@when(worded("{advisor} prend en charge le besoin de « {company} » pour l’équipe « {team} »"))
def takes_for(story: Story, advisor: str, company: str, team: str) -> None:
    """Say one will call, on behalf of a team."""
    need = story.need(company)
    story.attempt(lambda: story.world.say(story.email(advisor), need, story.teams[team], TAKEN))


@when(worded("{advisor} refuse le besoin de « {company} » pour « {reason} »"))
@given(worded("{advisor} a refusé le besoin de « {company} » pour « {reason} »"))
def refuses(story: Story, advisor: str, company: str, reason: str) -> None:
    """Say why not."""
    says(story, advisor, company, refused_for(reason))


@when(worded("{advisor} refuse le besoin de « {company} » pour « {reason} », en précisant « {note} »"))
def refuses_with_a_note(story: Story, advisor: str, company: str, reason: str, note: str) -> None:
    """Say why not, in one's own words."""
    says(story, advisor, company, refused_for(reason, note))


@when(worded("{advisor} clôt le besoin de « {company} » : « {outcome} »"))
@given(worded("{advisor} a clos le besoin de « {company} » : « {outcome} »"))
def closes(story: Story, advisor: str, company: str, outcome: str) -> None:
    """Say how the exchange ended; help given is advice."""
    stance = stance_of(outcome)
    kinds = (HelpKind.ADVICE,) if stance is Stance.CLOSED_HELPED else ()
    says(story, advisor, company, NewPosition(stance=stance, help=kinds))


@when(worded("{advisor} clôt le besoin de « {company} » par une aide proposée : {kinds}"))
def closes_with_help(story: Story, advisor: str, company: str, kinds: str) -> None:
    """Say which kinds of help were given."""
    found = tuple(next(one for one in HelpKind if one.label == kind) for kind in listed(kinds))
    says(story, advisor, company, NewPosition(stance=Stance.CLOSED_HELPED, help=found))


@when(worded("{advisor} annule, et le besoin de « {company} » est à nouveau « {label} »"))
def undoes(story: Story, advisor: str, company: str, label: str) -> None:
    """Take back what was said."""
    says(story, advisor, company, NewPosition(stance=stance_of(label)))


@when(worded("{one} prend en charge et {other} refuse au même instant le besoin de « {company} »"))
def one_takes_the_other_refuses(story: Story, one: str, other: str, company: str) -> None:
    """Two people of a team say opposite things at once."""
    at_once(story, company, (one, TAKEN), (other, refused_for("pas de disponibilité")))


@when(worded("{one} et {other} prennent en charge au même instant le besoin de « {company} »"))
def both_take(story: Story, one: str, other: str, company: str) -> None:
    """Two people of a team say the same thing at once."""
    at_once(story, company, (one, TAKEN), (other, TAKEN))


@when(worded("{advisor} prend en charge le besoin de « {company} » d’après la fiche qu’on lui avait ouverte"))
def takes_what_was_read(story: Story, advisor: str, company: str) -> None:
    """Decide on a sheet that may have changed since."""
    read = story.read()
    team = team_of(story, advisor, read.id)
    email = story.email(advisor)
    story.attempt(lambda: story.world.say(email, read.id, team, TAKEN, read_at=read.version))


@then("un seul des deux gestes compte, et l’autre reçoit l’état courant")
def one_of_them_wins(story: Story) -> None:
    """The loser is told where the team now stands, and by whom."""
    (winner,) = story.said
    refusal = story.refused()
    assert isinstance(refusal, Conflict)
    assert refusal.current == winner.referral


@then(worded("l’état courant lui est donné : « {label} », par {author}"))
def the_present_state_is_given(story: Story, label: str, author: str) -> None:
    """Who was refused is told where the team stands."""
    refusal = story.refused()
    assert isinstance(refusal, Conflict)
    current = refusal.current
    assert getattr(current, "stance_label", None) == label
    assert getattr(current, "positions")[-1].by == author  # noqa: B009 - what a conflict shows is no fixed type


@then("ce geste répété n’a rien changé de plus")
def nothing_more(story: Story) -> None:
    """The same thing was said before, and counts once."""
    first, again = story.said
    assert first.changed
    assert not again.changed
    assert again.referral == first.referral


def says(story: Story, advisor: str, company: str, new: NewPosition) -> None:
    """Take a position for one's team; it may be refused."""
    need = story.need(company)
    team = team_of(story, advisor, need)
    said = story.attempt(lambda: story.world.say(story.email(advisor), need, team, new))
    if said is not None:
        story.said.append(said)


def at_once(story: Story, company: str, *gestures: tuple[str, NewPosition]) -> None:
    """Let several people speak at the same instant."""
    need = story.need(company)
    teams = [team_of(story, advisor, need) for advisor, _ in gestures]
    start = Barrier(len(gestures))

    def say(advisor: str, team: str, new: NewPosition) -> Callable[[], Said]:
        def act() -> Said:
            start.wait(timeout=10)
            return story.world.say(story.email(advisor), need, team, new)

        return act

    acts = [say(advisor, team, new) for (advisor, new), team in zip(gestures, teams, strict=True)]
    with ThreadPoolExecutor(len(acts)) as people:
        waiting = [people.submit(act) for act in acts]
    for one in waiting:
        try:
            story.said.append(one.result())
        except Conflict as refusal:
            story.must_be_over()
            story.refusal = refusal


def team_of(story: Story, advisor: str, need: str) -> str:
    """The team somebody speaks for, of those that received the need."""
    referrals = story.world.sheet(story.email(advisor), need).referrals
    return next(one.team for one in referrals if one.mine)


@then(
    worded("la mise en relation de l’équipe « {team} » garde : « {label} », par {author}, pour « {reason} »")
)
def kept_with_its_reason(story: Story, team: str, label: str, author: str, reason: str) -> None:
    """The history says who said what, and why."""
    last = next(one for one in story.read().referrals if one.team_name == team).positions[-1]
    assert (last.stance_label, last.by) == (label, author)
    assert last.reason is not None
    assert last.reason.label == reason


@then(worded("la mise en relation de l’équipe « {team} » garde cette précision : « {note} »"))
def kept_with_its_note(story: Story, team: str, note: str) -> None:
    """The history says why in the words of who refused."""
    last = next(one for one in story.read().referrals if one.team_name == team).positions[-1]
    assert last.note == note


@then(worded("l’aide gardée est : {kinds}"))
def help_is_kept(story: Story, kinds: str) -> None:
    """The history says which kinds of help were given."""
    kept = story.said[-1].referral.positions[-1].help
    assert tuple(one.label for one in kept) == listed(kinds)


@then(worded("il reste à {advisor} de choisir entre : {labels}"))
def may_now(story: Story, advisor: str, labels: str) -> None:
    """The buttons of the sheet somebody has just opened, for their own team."""
    mine = next(one for one in story.read().referrals if one.mine)
    buttons = mine.next
    assert tuple(one.label for one in buttons) == tuple(map(plain, listed(labels)))
