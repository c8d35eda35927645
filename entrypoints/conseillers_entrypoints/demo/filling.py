"""Fills an empty database with the demonstration: a directory and its accounts."""

from rich.progress import Progress

from conseillers_domain.directory import DirectoryDocument
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from conseillers_entrypoints.demo.country import country
from conseillers_entrypoints.demo.sizes import DEMO

BY = "demonstration"


def fill(container: Container) -> bool:
    """Publish the demo country and open its accounts; False when a directory is there already."""
    if container.read_directory().current().document != DirectoryDocument():
        return False
    with Progress(transient=True) as progress:
        steps = progress.add_task("Démonstration", total=1 + len(DEMO_ACCOUNTS))
        document = country(container.geography(), container.read_catalogue().whole(), DEMO)
        container.publish_directory().publish(document, by=BY, why="Pays de démonstration")
        progress.advance(steps)
        for account in DEMO_ACCOUNTS:
            container.add_account()(
                email=account.email,
                name=account.name,
                password=DEMO_PASSWORD,
                roles=account.roles,
                branches=account.branches,
            )
            progress.advance(steps)
    return True
