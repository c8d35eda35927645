"""Fills an empty database with the demonstration: a directory and its accounts."""

from enum import Enum

from rich.progress import Progress

from conseillers_application.publish_directory import Intent
from conseillers_domain.accounts import Role
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from conseillers_entrypoints.demo.country import country
from conseillers_entrypoints.demo.newcomers import let_newcomers_wait
from conseillers_entrypoints.demo.sizes import DEMO

BY = "demonstration"


class Filling(Enum):
    """What became of it, as it is told."""

    FILLED = "Le pays de démonstration est en place."
    COMPLETED = "Le pays de démonstration était là : les comptes qui lui manquaient sont ouverts."
    ALREADY = "Le pays de démonstration est déjà là : rien n’a été ajouté."
    ANOTHER = "La base contient déjà un autre annuaire : rien n’a été ajouté."


def fill(container: Container) -> Filling:
    """Publish the demo country in an empty base; open those of its accounts that are missing."""
    directory = container.read_directory().current()
    empty = directory.document == DirectoryDocument()
    if not empty and not is_the_demonstration(directory):
        return Filling.ANOTHER
    missing = _missing(container)
    if not empty and not missing:
        return Filling.ALREADY
    with Progress(transient=True) as progress:
        steps = progress.add_task("Démonstration", total=empty + len(missing))
        if empty:
            document = country(container.geography(), container.read_catalogue().whole(), DEMO)
            container.publish_directory().publish(document, by=BY, intent=Intent(why="Pays de démonstration"))
            progress.advance(steps)
        for account in missing:
            opened = container.add_account()(
                email=account.email,
                name=account.name,
                password=DEMO_PASSWORD,
                roles=account.roles,
                branches=account.branches,
            )
            container.accept_terms().by(opened.id)
            progress.advance(steps)
        let_newcomers_wait(container)
    return Filling.FILLED if empty else Filling.COMPLETED


def is_the_demonstration(directory: Directory) -> bool:
    """Whether a directory has the advisors of the demonstration, whose addresses can be nobody's."""
    return all(one.email in directory.advisors for one in DEMO_ACCOUNTS if Role.ADVISOR in one.roles)


def _missing(container: Container) -> list[DemoAccount]:
    with container.read()() as work:
        return [one for one in DEMO_ACCOUNTS if work.accounts.by_email(one.email) is None]
