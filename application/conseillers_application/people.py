"""Who is asking: from an account to a person with the teams the directory gives them now."""

from conseillers_domain.accounts import Account, Person, Reach, reach
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Unidentified


def must_not_be_suspended(account: Account, directory: Directory) -> None:
    """Raise Unidentified for a suspended account: it is shut out from its next request on (CGU 6.1)."""
    if account.email.lower() in directory.suspended:
        raise Unidentified(
            "Votre compte est suspendu. Pour toute question, écrivez à l’équipe du service.",
            code="suspended",
        )


def person_of(account: Account, directory: Directory) -> Person:
    """The person behind an account; an advisor's teams are those of the directory in force."""
    advisor = directory.advisors.get(account.email.lower())
    reached = reach(account.roles)
    member = Reach.TEAMS in reached and advisor is not None
    manages = Reach.BRANCHES in reached
    return Person(
        id=account.id,
        email=account.email,
        name=account.name,
        roles=account.roles,
        teams=frozenset(advisor.teams) if member and advisor else frozenset(),
        supervised=directory.teams_supervised(account.branches) if manages else frozenset(),
        institution=account.institution,
        landings=account.landings,
    )
