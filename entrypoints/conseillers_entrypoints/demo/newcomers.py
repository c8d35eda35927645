"""Two people of the demonstration who have no account yet: one asks for it, the other is invited."""

from conseillers_application.joining.invite import NewInvitations
from conseillers_application.people import person_of
from conseillers_domain.access_request import AccessForm
from conseillers_domain.accounts import Person, Role
from conseillers_domain.directory import Advisor, Directory
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS


def let_newcomers_wait(container: Container) -> None:
    """One request for an account and one invitation wait, once."""
    directory = container.read_directory().current()
    asking, invited = newcomers(directory)
    container.ask_for_access()(
        AccessForm(
            institution=directory.branches[asking.branch].institution,
            first_name=asking.first_name,
            last_name=asking.last_name,
            email=asking.email,
            wished=directory.branches[asking.branch].name,
            presentation="Je conseille les entreprises de ce territoire depuis la rentrée.",
        )
    )
    with container.read()() as work:
        sent = work.invitations.latest(frozenset({invited.email.lower()}))
    if not sent:
        container.invite()(_staff(container, directory), NewInvitations(email=invited.email))


def newcomers(directory: Directory) -> tuple[Advisor, Advisor]:
    """Two colleagues of the first advisor who has an account: who asks, and who is invited."""
    known = {one.email for one in DEMO_ACCOUNTS}
    first = next(one.email for one in DEMO_ACCOUNTS if Role.ADVISOR in one.roles)
    institution = directory.branches[directory.advisors[first].branch].institution
    colleagues = (
        one
        for one in directory.document.advisors
        if one.email not in known and directory.branches[one.branch].institution == institution
    )
    return next(colleagues), next(colleagues)


def _staff(container: Container, directory: Directory) -> Person:
    email = next(one.email for one in DEMO_ACCOUNTS if Role.STAFF in one.roles)
    with container.read()() as work:
        account = work.accounts.by_email(email)
    assert account is not None  # it was opened just before
    return person_of(account, directory)
