"""What every line of the bench starts from: two teams that share each need, and any company one likes."""

from typing import Any, Final

from attrs import evolve
from dependency_injector import providers

from conseillers_application.ports import RegistrySilent
from conseillers_domain.accounts import Role
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.company import Establishment, Siret
from conseillers_entrypoints.cli.installation import bring_up_to_date, installation
from conseillers_entrypoints.demo.companies import fictitious_siret
from conseillers_entrypoints.settings import Settings
from faults.points import Activity, activity
from tests.builders import an_advisor, an_establishment
from tests.entrypoints.service import CHEAP, EMMA, PASSWORD, STAFF, ZOE, a_form, the_directory

TEAMS: Final = {"cci-47-rh": ZOE, "emploi-47": EMMA}
"""The teams that receive every need here, each with an advisor who speaks for it."""
SUBJECT: Final = "recruter"
"""What companies usually ask about."""
FREE: Final[dict[str, Any]] = {"subject": FREE_TOPIC, "answers": {}}
"""A deposit on a topic of its own, which staff has to look at."""
ELSEWHERE: Final = "contrat-de-travail"
"""A subject that only the first of them receives; those who answer leave it to staff, and to the clock."""
OTHER_TEAM: Final = "cci-47-eco"
"""A team that receives what staff hands to it; nobody answers for it."""
AWAY: Final[dict[str, Any]] = {
    "email": "paul@cci.fr",
    "first_name": "Paul",
    "last_name": "Roche",
    "branch": "cci-47",
    "teams": [OTHER_TEAM],
}
"""Its only advisor, away; the first team stands in for them."""
MAIL_DOMAIN: Final = "faults.example"
SILENT_ABOUT: Final = 3
"""What remains, divided by four, of the ranks of the companies that the registry is silent about."""


def writer(rank: int) -> str:
    """The address of one of the many advisors of the first team."""
    return f"writer{rank}@cci.fr"


def email(rank: int) -> str:
    """The address of the company that makes the deposit of that rank, and no other."""
    return f"company{rank}@{MAIL_DOMAIN}"


def siret(rank: int) -> Siret:
    """The number of that company."""
    return fictitious_siret(rank)


def form(rank: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of the form
    """The deposit of that rank, by a company that has no past."""
    return a_form(email=email(rank), siret=str(siret(rank)), **changes)


class Anybody:
    """A registry that knows whichever company it is asked about.

    Of one in four it says nothing while the company deposits: those demands leave later, by another way.
    """

    def find(self, siret: Siret) -> Establishment:
        """Raises RegistrySilent."""
        if int(siret[3:8]) % 4 == SILENT_ABOUT and activity() is Activity.DEPOSIT:
            raise RegistrySilent("au dépôt, de celle-ci, rien")
        return an_establishment(siret=siret)

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:  # noqa: ARG002 - the port's
        """Nobody searches here."""
        return ()


def settle(settings: Settings, *, writers: int = 0) -> None:
    """Migrate an empty database, publish the directory, open the accounts: `writers` more, one of staff."""
    document = the_directory()
    team, branch = next(iter(TEAMS)), "cci-47"
    many = tuple(an_advisor(writer(rank), team, branch=branch) for rank in range(writers))
    people = [*TEAMS.values(), *map(writer, range(writers))]
    bring_up_to_date(settings)
    with installation(settings) as container:
        container.passwords.override(providers.Object(CHEAP))
        away = an_advisor(AWAY["email"], OTHER_TEAM, branch=branch)
        teams = (evolve(one, delegate=team) if one.code == OTHER_TEAM else one for one in document.teams)
        container.publish_directory().publish(
            evolve(document, teams=tuple(teams), advisors=(*document.advisors, away, *many)), by="banc"
        )
        for one in people:
            account = container.add_account()(
                email=one, name=one, password=PASSWORD, roles=frozenset({Role.ADVISOR}), branches=()
            )
            container.accept_terms().by(account.id)
        container.add_account()(
            email=STAFF, name=STAFF, password=PASSWORD, roles=frozenset({Role.STAFF}), branches=()
        )
