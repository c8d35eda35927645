"""Commands that decide the past again: under a changed directory, or under each decision's own versions."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date

from attrs import evolve
from rich.table import Table

from conseillers_adapters.documents import read_partly, unstructure
from conseillers_application.replay_routing import Replay
from conseillers_application.try_directory import Trial, Tried
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.french import counted, number
from conseillers_domain.periods import Period
from conseillers_domain.what_if import Effect
from conseillers_entrypoints.cli.data import AsJson, File, content_of
from conseillers_entrypoints.cli.directory import given, must_be_right
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.progress import waited
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.directory_files import tree_of


@app.command
def simulate(
    file: File = "",
    *,
    patch: File = "",
    since: date | None = None,
    until: date | None = None,
    as_json: AsJson = False,
) -> int:
    """Essaie un annuaire sur les besoins passés ; rien n'est gardé. Sort avec 1 s'il en laisse sans équipe.

    Parameters
    ----------
    file
        un annuaire entier, comme pour « directory import ».
    patch
        ou seulement ce qui change, comme pour « directory patch ».
    since
        premier jour ; 90 jours avant quand il manque.
    until
        dernier jour ; aujourd'hui quand il manque.
    as_json
        écrit le résultat comme l'API.
    """
    if bool(file) == bool(patch):
        raise WrongUsage("Donnez soit un annuaire entier, soit --patch.")
    days = Trial(since=since, until=until)
    if patch:
        change, faults = read_partly(DirectoryPatch, tree_of(content_of(patch), patch))
        trial, known = evolve(days, patch=change), tuple(one.under("/patch") for one in faults)
        with installation() as container, waited("Besoins passés"):
            tried = container.try_directory().tried(trial, known)
    else:
        found = given(file)
        with installation() as container, waited("Besoins passés"):
            must_be_right(found, container)
            tried = container.try_directory().tried(evolve(days, directory=found.document))
    if as_json:
        print(json.dumps(unstructure(tried), ensure_ascii=False, indent=1))  # noqa: T201 - the document
    else:
        _show(tried)
    return 1 if tried.orphans else 0


def _show(tried: Tried) -> None:
    table = Table("Équipe", "Sujet", "Gagnés", "Perdus", "Laissés", "Inchangés", box=None, pad_edge=False)
    columns = [_by_team(one) for one in (tried.gained, tried.lost, tried.orphaned, tried.unchanged)]
    moved = sorted({*columns[0], *columns[1]})
    for team, subject in moved:
        table.add_row(team, subject, *(str(one[team, subject] or "") for one in columns))
    if moved:
        out.print(table, markup=False)
    lost, gained = (sum(one.needs for one in effects) for effects in (tried.lost, tried.gained))
    out.print(
        f"{counted(tried.needs, 'besoin')} du {tried.since:%d/%m/%Y} au {tried.until:%d/%m/%Y}, "
        f"contre la version {tried.version} : mises en relation gagnées : {number(gained)} ; "
        f"perdues : {number(lost)} ; besoins laissés sans équipe : {number(tried.orphans)}."
    )
    if tried.undecided:
        out.print(f"Besoins d’une commune que le découpage ne connaît plus : {number(tried.undecided)}.")


def _by_team(effects: Iterable[Effect]) -> Counter[tuple[str, str]]:
    return Counter({(one.team, one.subject): one.needs for one in effects})


@app.command
def replay(*, since: date, until: date, as_json: AsJson = False) -> int:
    """Reprend des décisions sous leurs propres versions ; sort avec 1 sauf si toutes sont identiques.

    Parameters
    ----------
    since
        premier jour.
    until
        dernier jour.
    as_json
        écrit le résultat comme l'API.
    """
    with installation() as container, waited("Décisions"):
        replay = container.replay_routing().replay(Period(since=since, until=until))
    if as_json:
        print(json.dumps(unstructure(replay), ensure_ascii=False, indent=1))  # noqa: T201 - the document
        return _status(replay)
    for one in replay.differences:
        changes = {"retenues": one.gained, "perdues": one.lost, "jugées autrement": one.otherwise}
        told = " ; ".join(f"{word} : {', '.join(teams)}" for word, teams in changes.items() if teams)
        out.print(f"{one.need} (annuaire {one.versions.directory}) : {told}", markup=False)
    out.print(
        f"Décisions reprises : {number(replay.needs)} ; identiques : {number(replay.same)} ; "
        f"différentes : {number(len(replay.differences))} ; "
        f"communes inconnues : {number(replay.undecided)} ; "
        f"versions qui ne sont plus là : {number(replay.unavailable)}."
    )
    return _status(replay)


def _status(replay: Replay) -> int:
    """What could not be taken again proves nothing: it is no success."""
    return int(replay.same < replay.needs)
