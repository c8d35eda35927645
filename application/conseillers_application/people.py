"""Who is asking: from an account to a person with the teams the directory gives them now."""

from conseillers_domain.accounts import Account, Person, Role
from conseillers_domain.directory import Directory


def person_of(account: Account, directory: Directory) -> Person:
    """The person behind an account; an advisor's teams are those of the directory in force."""
    advisor = directory.advisors.get(account.email.lower())
    member = Role.ADVISOR in account.roles and advisor is not None
    manages = Role.MANAGER in account.roles
    return Person(
        id=account.id,
        email=account.email,
        name=account.name,
        roles=account.roles,
        teams=frozenset(advisor.teams) if member and advisor else frozenset(),
        supervised=directory.teams_supervised(account.branches) if manages else frozenset(),
    )
