"""An installation to be measured: the national country, a past of 125,000 referrals, companies to come."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Final

from attrs import Factory, frozen

from benchmarks.country import national, past
from benchmarks.databases import Database
from conseillers_adapters.registries import write_establishments
from conseillers_adapters.security import SignedSecrets, utc_now
from conseillers_application.ports import Session
from conseillers_application.sessions import CSRF
from conseillers_application.transmission import place_name
from conseillers_domain.accounts import Account, Role
from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import DEFAULT_LANDING, FREE_TOPIC, Catalogue
from conseillers_domain.company import Establishment
from conseillers_domain.routing import Profile, route
from conseillers_domain.terms import TERMS_VERSION
from conseillers_domain.territory import Geography
from conseillers_entrypoints.cli.installation import bring_up_to_date, installation
from conseillers_entrypoints.demo.companies import Companies, fictitious_siret, located
from conseillers_entrypoints.settings import LOCAL_SECRET, Settings

NEWCOMERS: Final = 20_000
FIRST_NEWCOMER: Final = 60_000
"""The past draws its companies below: whoever deposits now is known to nobody."""

READERS: Final = 50
SECRETS: Final = SignedSecrets(LOCAL_SECRET)


@frozen
class Reader:
    """An advisor of one team that has a full page of closed needs."""

    account: str
    team: str


@frozen(slots=False)
class Installed:
    """One installation: its folder, its database, who deposits, reads and moves; writers copy the database.

    `at`: when it was made; `needs`: how long its past is.
    """

    folder: Path
    database: Database
    geography: Geography
    catalogue: Catalogue
    needs: int
    at: datetime = Factory(utc_now)

    @property
    def settings(self) -> Settings:
        """What the installation runs with."""
        return Settings(
            database_url=self.database.url,
            mail_url=f"file://{self.folder / 'mail'}",
            registry_file=str(self.folder / "registry.json"),
        )

    @cached_property
    def advisors(self) -> Mapping[str, str]:
        """The one advisor of each team whose first member belongs to no other: team → e-mail."""
        members = national().directory.members
        return {team: who[0].email for team, who in members.items() if who[0].teams == (team,)}

    def make(self) -> None:
        """Fill the database; under a minute."""
        self.folder.mkdir(exist_ok=True)
        bring_up_to_date(self.settings)
        self._write_registry()
        with installation(self.settings) as container:
            container.publish_directory().publish(national().directory.document, by="benchmarks")
            with container.begin()() as work:
                # An account is named by its e-mail: the past is signed with accounts.
                index = (
                    work.directories.current()
                )  # so that decisions name the version they can be replayed by
                for demand, need, routing in past(
                    index, self.geography, self.catalogue, self.needs, until=self.at
                ):
                    work.demands.add(demand)
                    work.needs.add(need, demand, routing, place_name(self.geography, demand))
                for email in self.advisors.values():
                    work.accounts.add(
                        Account(
                            id=email,
                            email=email,
                            name=email,
                            password_hash="",
                            roles=frozenset({Role.ADVISOR}),
                        )
                    )
                    work.terms_acceptances.add(email, TERMS_VERSION, self.at)
                    session = Session(
                        account=email, opened_at=self.at, expires_at=self.at + timedelta(days=1)
                    )
                    work.sessions.open(SECRETS.hash(token_of(email)), session)
        self.database.settle()

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """Advisors whose team closed a page of needs at least, small teams and large ones alike."""
        found = self.database.rows(
            "select team from referrals where stance like 'closed%'"
            " group by team having count(*) >= 25 order by team"
        )
        teams = [team for (team,) in found if team in self.advisors]
        return tuple(Reader(self.advisors[team], team) for team in teams[:: max(1, len(teams) // READERS)])

    @cached_property
    def unanswered(self) -> tuple[tuple[str, str], ...]:
        """Referrals that a team with an advisor of its own has not answered, one a need: need, team."""
        found = self.database.rows(
            "select need, team from referrals where stance = 'pending' order by sent_at desc"
        )
        first = {need: team for need, team in reversed(found) if team in self.advisors}
        return tuple(first.items())

    @cached_property
    def newcomers(self) -> tuple[tuple[Establishment, Mapping[str, object]], ...]:
        """Companies nobody knows yet, and the body of a deposit of each that leaves at once."""
        return tuple(islice(self._newcomers(), NEWCOMERS))

    def _newcomers(self) -> Iterator[tuple[Establishment, Mapping[str, object]]]:
        random = Random(3)
        draw = Companies(self.geography, random)
        subjects = [
            one for one in self.catalogue.subjects.values() if one.slug != FREE_TOPIC and not one.archived
        ]
        ranks = count(FIRST_NEWCOMER)
        while True:
            commune, subject = draw.commune(), random.choice(subjects)
            facts = draw.facts(commune, draw.trade())
            answers = {q.key: random.choice(q.options).value for q in subject.questions}
            profile = Profile(subject=subject.slug, facts=facts, answers=answers)
            if not route(profile, national(), self.geography, day_of(self.at)).kept:
                continue
            siret = fictitious_siret(next(ranks))
            name = f"Société {siret[3:8]} (fictif)"
            yield (
                located(siret, name, commune, facts, street="1 rue de l’Exemple"),
                {
                    "landing": DEFAULT_LANDING,
                    "subject": subject.slug,
                    "description": f"{subject.title} : rappelez-nous plutôt en fin de matinée.",
                    "first_name": "Camille",
                    "last_name": "Martin",
                    "phone": "05 53 00 00 00",
                    "email": f"camille.martin@e{siret[3:8]}.example",
                    "siret": siret,
                    "answers": answers,
                    "terms_version": TERMS_VERSION,
                    "declares_accuracy": True,
                },
            )

    def _write_registry(self) -> None:
        write_establishments(self.folder / "registry.json", (company for company, _ in self.newcomers))


def token_of(account: str) -> str:
    """The token of the session an account has open."""
    return f"session-of-{account}"


def signed_in(account: str) -> dict[str, str]:
    """The headers of somebody's request: their session, and the proof that it comes from our pages."""
    token = token_of(account)
    return {"cookie": f"session={token}", "x-csrftoken": SECRETS.sign(CSRF, token)}
