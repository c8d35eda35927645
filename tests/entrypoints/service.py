"""The service inside a test: a container on a file, seen through HTTP, on a clock that the test moves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import define, field, frozen
from dependency_injector import providers
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from conseillers_adapters.geography import CommuneSearch, official_geography
from conseillers_adapters.jobs.worker import drain
from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_adapters.security.passwords import Argon2Passwords
from conseillers_domain.accounts import Role
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import DirectoryDocument, Level
from conseillers_domain.territory import Zone, ZoneType
from conseillers_entrypoints.cli.installation import bring_up_to_date, installation
from conseillers_entrypoints.container import Container, container_of, make_whole
from conseillers_entrypoints.demo.companies import fictitious_siret
from conseillers_entrypoints.http.app import make_app
from conseillers_entrypoints.settings import Settings
from tests.builders import (
    NOW,
    a_branch,
    a_directory,
    a_team,
    an_advisor,
    an_establishment,
    an_institution,
)

Document: TypeAlias = dict[str, Any]

PASSWORD: Final = "un mot de passe bien long"
STAFF, OPERATOR, MANAGER = "equipe@service.fr", "exploitant@service.fr", "chef@cci.fr"
ZOE, ALAN, EMMA = "zoe@cci.fr", "alan@cci.fr", "emma@emploi.fr"

AGEN_SHOP, CLOSED, ABROAD, LOZERE, UNKNOWN = map(fictitious_siret, range(1, 6))
POST_OFFICE: Final = Siret("35600000000001")
"""Right by La Poste's own rule, wrong by Luhn's."""
SHOPS: Final = tuple(map(fictitious_siret, range(10, 20)))
"""Open, in Agen too: as many companies without a past."""

Told: TypeAlias = tuple[int, str, str]
"""What a command left: its status, its output, its errors."""
Cli: TypeAlias = Callable[..., Told]
"""Runs a command, given its words."""

CHEAP: Final = Argon2Passwords(memory_kib=8, passes=1)


def the_directory() -> DirectoryDocument:
    """A chamber and an agency in Lot-et-Garonne, both on `recruter`; a team that nobody else reads."""
    lot_et_garonne = (Zone(ZoneType.DEPARTEMENT, "47"),)
    return a_directory(
        a_team("cci-47-rh", "recruter", "contrat-de-travail", branch="cci-47", name="Recrutement"),
        a_team("cci-47-eco", "contrat-de-travail", branch="cci-47", criteria=(Criterion(min_headcount=250),)),
        a_team("emploi-47", "recruter", branch="emploi-47", name="Entreprises"),
        branches=(
            a_branch("cci-r75", institution="cci", level=Level.REGIONAL),
            a_branch("cci-47", institution="cci", level=Level.LOCAL, zones=lot_et_garonne, parent="cci-r75"),
            a_branch("emploi-47", institution="emploi", level=Level.LOCAL, zones=lot_et_garonne),
        ),
        institutions=(an_institution("cci", name="CCI"), an_institution("emploi", name="Agence de l’emploi")),
        advisors=(
            an_advisor(ZOE, "cci-47-rh", branch="cci-47"),
            an_advisor(ALAN, "cci-47-rh", branch="cci-47"),
            an_advisor(EMMA, "emploi-47", branch="emploi-47"),
        ),
    )


ACCOUNTS: Final = {
    ZOE: ("Zoé Marchand", Role.ADVISOR, ()),
    ALAN: ("Alan Le Goff", Role.ADVISOR, ()),
    EMMA: ("Emma Diallo", Role.ADVISOR, ()),
    MANAGER: ("Hélène Dupuy", Role.MANAGER, ("cci-r75",)),
    STAFF: ("Équipe du service", Role.STAFF, ()),
    OPERATOR: ("Exploitation", Role.OPERATOR, ()),
}


def establishments() -> tuple[Establishment, ...]:
    """What the register knows."""
    return (
        an_establishment(siret=AGEN_SHOP, name="L’Épicerie fine"),
        an_establishment(siret=CLOSED, name="La Boutique fermée", open=False),
        an_establishment(siret=ABROAD, name="Bergkamp Handel", commune=None, foreign=True),
        an_establishment(siret=LOZERE, name="L’Estive", commune="48095"),
        an_establishment(siret=POST_OFFICE, name="Bureau de poste"),
        *(an_establishment(siret=siret) for siret in SHOPS),
    )


@cache
def commune_search() -> CommuneSearch:
    """Prepared once for all the services of a test run."""
    return CommuneSearch(official_geography())


@define
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """The present."""
        return self.now

    def forward(self, **time: float) -> None:
        """Let time go by."""
        self.now += timedelta(**time)


@frozen
class Browser:
    """Somebody in front of the service: their cookies, and the proof their writes carry."""

    client: "TestClient[Litestar]"
    cookies: dict[str, str] = field(factory=dict)

    def ask(self, method: str, path: str, **options: Any) -> Response:  # noqa: ANN401 - httpx's own
        """Send one request as this person."""
        headers = dict(options.pop("headers", {}))
        if self.cookies:
            headers.setdefault("cookie", "; ".join(f"{key}={text}" for key, text in self.cookies.items()))
            if method not in {"GET", "HEAD"}:
                headers.setdefault("x-csrftoken", self.cookies["csrftoken"])
        found: Response = self.client.request(method, path, headers=headers, **options)
        self.client.cookies.clear()
        return found

    def get(self, path: str, **options: Any) -> Response:  # noqa: ANN401 - same
        """Read."""
        return self.ask("GET", path, **options)

    def post(self, path: str, body: object = None, **options: Any) -> Response:  # noqa: ANN401 - same
        """Send a JSON document."""
        return self.ask("POST", path, json=body, **options)

    def put(self, path: str, body: object = None, **options: Any) -> Response:  # noqa: ANN401 - same
        """Replace by a JSON document."""
        return self.ask("PUT", path, json=body, **options)

    def patch(self, path: str, body: object = None, **options: Any) -> Response:  # noqa: ANN401 - same
        """Change a part by a JSON document."""
        return self.ask("PATCH", path, json=body, **options)


@frozen(kw_only=True)
class Service:
    """The service, running."""

    container: Container
    client: "TestClient[Litestar]"
    clock: Clock
    registry: MemoryRegistry
    mails: Path

    @property
    def visitor(self) -> Browser:
        """Anybody."""
        return Browser(self.client)

    def signed_in(self, email: str) -> Browser:
        """Somebody who has just signed in."""
        answer = self.visitor.post("/api/session", {"email": email, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        cookies = (line.split(";")[0].split("=", 1) for line in answer.headers.get_list("set-cookie"))
        return Browser(self.client, dict(cookies))

    def deposit(self, **changes: Any) -> Document:  # noqa: ANN401 - any field of the form
        """What a company is answered when it deposits."""
        answer = self.visitor.post("/api/demands", a_form(**changes))
        assert answer.status_code == 201, answer.text
        receipt: Document = answer.json()
        return receipt

    def a_need(self, **changes: Any) -> str:  # noqa: ANN401 - same
        """A need put before teams; its id."""
        receipt = self.deposit(**changes)
        with self.container.read()() as work:
            (need,) = work.needs.of_demand(receipt["id"])
        return str(need.id)

    def work_off(self, **ahead: float) -> None:
        """Do the jobs due, and those that fall due in that time."""
        self.clock.forward(**ahead)
        drain(self.container.jobs(), self.clock())

    def letters(self) -> list[str]:
        """The mails that left, whole, in the order they were owed."""
        return [file.read_text("utf-8") for file in sorted(self.mails.glob("*.eml"))]


def a_form(**changes: Any) -> Document:  # noqa: ANN401 - any field of the form
    """A deposit that teams answer; a field changed to `...` is left out."""
    form = {
        "subject": "recruter",
        "description": "Nous cherchons une première salariée.",
        "first_name": "Camille",
        "last_name": "Martin",
        "phone": "05 53 00 00 00",
        "email": "camille@atelier.fr",
        "siret": "000 000 018 00010",
        "answers": {"recrutement_premier": "true"},
        "terms_version": "1",
        "declares_accuracy": True,
        **changes,
    }
    return {key: value for key, value in form.items() if value is not ...}


def prepared(folder: Path) -> Path:
    """A migrated database with the directory and the accounts, to be copied."""
    file = folder / "service.db"
    prepare(f"sqlite:///{file}")
    return file


def prepare(url: str) -> None:
    """Migrate the database of that URL, and fill in the directory and the accounts."""
    settings = Settings(database_url=url)
    bring_up_to_date(settings)
    with installation(settings) as container:
        container.passwords.override(providers.Object(CHEAP))
        container.publish_directory().publish(the_directory(), by="essai")
        for email, (name, role, branches) in ACCOUNTS.items():
            account = container.add_account()(
                email=email, name=name, password=PASSWORD, roles=frozenset({role}), branches=branches
            )
            container.accept_terms().by(account.id)


_idle: Final[list[tuple[Container, Litestar]]] = []
"""Applications that served a test, and may serve another."""


@contextmanager
def an_application(settings: Settings) -> Iterator[tuple[Container, Litestar]]:
    """The service of these settings, and the container that furnishes it, untouched by any other test.

    Its routes, which cost more to lay than most tests to play, may have been laid for another one: what
    stands behind them is made anew. A test that fails leaves nothing to the next ones.
    """
    if settings.with_jobs or settings.tls_ends_here:  # these two are laid with the routes
        yield _laid(settings)
        return
    container, app = _idle.pop() if _idle else _laid(settings)
    container.reset_singletons()
    for provider in container.providers.values():
        provider.reset_override()
    make_whole(container)
    container.settings.override(providers.Object(settings))
    yield container, app
    _idle.append((container, app))


def _laid(settings: Settings) -> tuple[Container, Litestar]:
    container = container_of(settings)
    return container, make_app(container)


@contextmanager
def running(folder: Path, **settings: Any) -> Iterator[Service]:  # noqa: ANN401 - any setting
    """The service on the database of that folder."""
    mails = folder / "mails"
    known = {
        "database_url": f"sqlite:///{folder / 'service.db'}",
        "mail_url": f"file://{mails}",
        # Hours go by in many tests, whose staff does not leave its desk.
        "staff_idle_minutes": 12 * 60,
    }
    with an_application(Settings(**{**known, **settings})) as (container, app):
        clock, registry = Clock(), MemoryRegistry(establishments())
        container.clock.override(providers.Object(clock))
        container.registry.override(providers.Object(registry))
        container.passwords.override(providers.Object(CHEAP))
        container.find_communes.override(providers.Object(commune_search()))
        with TestClient(app, base_url="https://testserver.local") as client:
            yield Service(container=container, client=client, clock=clock, registry=registry, mails=mails)


def faults(answer: Response) -> dict[str, str]:
    """Pointer → code of every fault of a refused document."""
    told = answer.json().get("errors", [])
    found = {one["pointer"]: one["code"] for one in told}
    assert len(found) == len(told)
    return found
