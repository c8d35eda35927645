"""The settings of one installation: a TOML file, then `CONSEILLERS_*` variables, which win."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from attrs import field, fields, frozen
from typed_settings import exceptions
from typed_settings import load_settings as load_from
from typed_settings.loaders import DictLoader

from conseillers_adapters.geography.official import YEAR
from conseillers_adapters.sql.engine import CONNECTIONS, TIMEOUT
from conseillers_application.exports import EXPORTS_KEPT
from conseillers_application.owe_answer import ANSWERED_WITHIN
from conseillers_application.public_figures import LEAST
from conseillers_application.react import MERGED_OVER
from conseillers_domain.basket import Limits
from conseillers_domain.catalogue import Transmission
from conseillers_domain.company import SiretFault, parse_siret
from conseillers_domain.followup import DEFAULTS, Thresholds
from conseillers_domain.survey import ASKED_AFTER, YOUNGER_THAN
from conseillers_entrypoints.observation.logs import LogForm, LogLevel

VARIABLES: Final = "CONSEILLERS_"
OF_TESTS: Final = "CONSEILLERS_TEST_"
"""What the variables of the test suite begin with, which set nothing of the service."""
SETTINGS_FILE: Final = "CONSEILLERS_SETTINGS"
"""The variable that names the TOML file."""
SECTION: Final = "conseillers"
"""The section of the file that is the service's."""

LOCAL_SECRET: Final = "pour-une-utilisation-locale-seulement"  # noqa: S105 - refused on a public address
LOCAL_HOSTS: Final = frozenset({"127.0.0.1", "localhost", "::1"})
DATABASES: Final = ("sqlite:///", "postgresql+psycopg://")
DISTANT: Final = ("sirene", "api_entreprise", "recherche_entreprises")
"""The registries asked over the network."""
REGISTRIES: Final = ("file", "stock", *DISTANT)
CLOCK: Final = (
    "first_need_days",
    "recap_days",
    "followed_days",
    "last_chance_days",
    "abandoned_days",
    "archived_days",
    "survey_days",
    "survey_need_days",
    "reengagement_days",
    "draft_kept_days",
    "basket_old_days",
)
"""The thresholds of the follow-up clock, in days."""
LIMITS: Final = Limits()
LONGEST_CLOCK: Final = 1_000
IN_ORDER: Final = ("first_need_days", "followed_days", "last_chance_days", "abandoned_days", "archived_days")
"""Each of them only makes sense after the one before."""
EXPECTED: Final = {
    "transmission": "attend automatic ou reviewed.",
    "database_connections": "attend un nombre.",
    "statement_timeout": "attend un nombre de secondes.",
    "merge_seconds": "attend un nombre de secondes.",
    "answer_working_days": "attend un nombre de jours ouvrés.",
    "answer_after_hours": "attend un nombre d’heures.",
    "public_figures_least": "attend un nombre.",
    "exports_days": "attend un nombre de jours.",
    "draft_hours": "attend un nombre d’heures.",
    "basket_many": "attend un nombre.",
    "branch_referrals": "attend un nombre.",
    **dict.fromkeys(CLOCK, "attend un nombre de jours."),
    "with_jobs": "attend true ou false.",
    "tls_ends_here": "attend true ou false.",
    "log": "attend json ou text.",
    "log_level": "attend debug, info, warning ou error.",
}
"""What the settings that are not texts may be."""
BOUNCES_FORM: Final = "attend file:///dossier/boîte, un fichier mbox ou un dossier Maildir."
LONGEST_MERGE: Final = timedelta(days=1)
LONGEST_EXPORT: Final = 366
"""Days a file of figures may be kept."""
LONGEST_ANSWER: Final = 365
"""Days; a company that waits longer is forgotten."""

SHORTEST_TOKEN: Final = 32
"""Characters of a token that nobody guesses."""

_OPTION: Final = re.compile(r"option '(\w+)'")


class WrongSettings(Exception):  # noqa: N818 - says what the settings are
    """Settings the service cannot start with: one sentence a fault, each naming its setting."""

    def __init__(self, *sentences: str) -> None:
        """Keep every fault, to be mended at once."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _without_slash(address: str) -> str:
    # Paths are put behind it, each with its slash.
    return address.rstrip("/")


@frozen(kw_only=True)
class Settings:
    """How this installation works; the defaults give a single working machine.

    `database_url`: SQLAlchemy's; `database_connections`: how many a process opens to a server at most, and
    `statement_timeout`: seconds that a statement may take there. `mail_url`: `file://folder` or `smtp://…`.
    `registry`: those of `REGISTRIES` to ask in turn, comma-separated; `registry_cache`: what distant ones
    answered, empty for no memory. `api_entreprise_recipient`: SIRET of the administration that asks; it goes
    with every question, as do the context and the object. `base_url`: where people reach the service.
    `geography`: the version of the territories in force, packaged or imported.
    `bounces`: the mailbox where mails come back, `bounces_token`: what a mail provider shows to tell of them;
    neither is needed.
    `answer_working_days`: what staff has to answer a company that every team refused; `answer_after_hours`:
    when the draft leaves by itself, 0: never.
    `merge_seconds`: how long moves and comments wait before anybody is told. `survey_days`: how long after
    the first help a company is asked what it was worth, on a need younger than `survey_need_days`.
    `public_figures_least`: parts of fewer demands are told together in public; `exports_days`: how long
    files of figures are kept. What else ends in `_days`: the thresholds of the follow-up clock.
    `tls_ends_here`: no proxy holds the certificate, so answers ask browsers to keep to HTTPS.
    `metrics_token`: what lets another machine read `/metrics`; without one, this machine only. `log`,
    `log_level`: how events are written, and which.
    """

    database_url: str = "sqlite:///var/conseillers.db"
    database_connections: int = CONNECTIONS
    statement_timeout: int = int(TIMEOUT)
    mail_url: str = "file://var/mail"
    registry: str = "file"
    registry_file: str = ""
    registry_cache: str = "var/registry-cache.db"
    stock_file: str = "var/stock.db"
    sirene_url: str = "https://api.insee.fr/api-sirene/3.11"
    sirene_key: str = field(default="", repr=False)
    api_entreprise_url: str = "https://entreprise.api.gouv.fr"
    api_entreprise_token: str = field(default="", repr=False)
    api_entreprise_recipient: str = ""
    api_entreprise_context: str = "Accompagnement des entreprises"
    api_entreprise_object: str = "Mise en relation d’une entreprise et de conseillers publics"
    recherche_entreprises_url: str = "https://recherche-entreprises.api.gouv.fr"
    base_url: str = field(default="http://127.0.0.1:8000", converter=_without_slash)
    secret_key: str = field(default=LOCAL_SECRET, repr=False)
    contact_email: str = "contact@conseillers.example"
    bounces: str = ""
    bounces_token: str = field(default="", repr=False)
    geography: str = YEAR
    transmission: Transmission = Transmission.AUTOMATIC
    merge_seconds: int = int(MERGED_OVER.total_seconds())
    first_need_days: int = DEFAULTS.first_need.days
    recap_days: int = DEFAULTS.recap.days
    followed_days: int = DEFAULTS.followed.days
    last_chance_days: int = DEFAULTS.last_chance.days
    abandoned_days: int = DEFAULTS.abandoned.days
    archived_days: int = DEFAULTS.archived.days
    public_figures_least: int = LEAST
    exports_days: int = EXPORTS_KEPT.days
    survey_days: int = ASKED_AFTER.days
    reengagement_days: int = DEFAULTS.reengaged.days
    basket_old_days: int = LIMITS.old_age.days
    basket_many: int = LIMITS.many
    branch_referrals: int = 10
    draft_hours: int = int(DEFAULTS.draft.total_seconds() // 3600)
    draft_kept_days: int = DEFAULTS.draft_kept.days
    survey_need_days: int = YOUNGER_THAN.days
    answer_working_days: int = ANSWERED_WITHIN
    answer_after_hours: int = 0
    with_jobs: bool = False
    tls_ends_here: bool = False
    metrics_token: str = ""
    log: LogForm = LogForm.JSON
    log_level: LogLevel = LogLevel.INFO

    @property
    def registries(self) -> tuple[str, ...]:
        """The registries to ask, in turn."""
        return tuple(name.strip() for name in self.registry.split(",") if name.strip())

    @property
    def merged_over(self) -> timedelta:
        """How long moves wait before the company is told."""
        return timedelta(seconds=self.merge_seconds)

    @property
    def thresholds(self) -> Thresholds:
        """How long the service waits before each thing it does by itself."""
        return Thresholds(
            first_need=timedelta(days=self.first_need_days),
            recap=timedelta(days=self.recap_days),
            followed=timedelta(days=self.followed_days),
            last_chance=timedelta(days=self.last_chance_days),
            abandoned=timedelta(days=self.abandoned_days),
            archived=timedelta(days=self.archived_days),
            survey=timedelta(days=self.survey_days),
            survey_until=timedelta(days=self.survey_need_days),
            reengaged=timedelta(days=self.reengagement_days),
            draft=timedelta(hours=self.draft_hours),
            draft_until=2 * timedelta(hours=self.draft_hours),
            draft_kept=timedelta(days=self.draft_kept_days),
        )

    @property
    def limits(self) -> Limits:
        """What puts a team in a basket of staff."""
        return Limits(many=self.basket_many, old_age=timedelta(days=self.basket_old_days))

    @property
    def archived_after(self) -> timedelta:
        """How long a referral may stay unanswered before it is archived."""
        return timedelta(days=self.archived_days)

    @property
    def exports_kept(self) -> timedelta:
        """How long files of figures are kept."""
        return timedelta(days=self.exports_days)

    @property
    def survey_after(self) -> timedelta:
        """How long after the first help a company is asked what it was worth."""
        return timedelta(days=self.survey_days)

    @property
    def survey_younger(self) -> timedelta:
        """How old a need may be for its company to be asked."""
        return timedelta(days=self.survey_need_days)

    @property
    def answer_after(self) -> timedelta | None:
        """How long an answer waits before it leaves by itself, None when it does not."""
        return timedelta(hours=self.answer_after_hours) if self.answer_after_hours else None

    @property
    def local(self) -> bool:
        """Whether people reach the service from this machine only."""
        return _host(self.base_url) in LOCAL_HOSTS

    @property
    def mail_domain(self) -> str:
        """What stands behind the @ of every Message-ID."""
        return self.contact_email.rpartition("@")[2]

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting with these settings."""
        if _host(self.base_url) is None:
            yield about("base_url", "attend une adresse entière, qui commence par http:// ou https://.")
        elif not self.local and self.secret_key == LOCAL_SECRET:
            yield about(
                "secret_key",
                f"est celle d’un usage local, alors que le service est public ({self.base_url}) : "
                "choisissez la vôtre, longue et au hasard.",
            )
        if len(self.secret_key) < 32:  # noqa: PLR2004 - characters of a random key
            yield about("secret_key", "doit compter au moins 32 caractères.")
        if self.metrics_token and len(self.metrics_token) < SHORTEST_TOKEN:
            yield about("metrics_token", f"doit compter au moins {SHORTEST_TOKEN} caractères.")
        if "@" not in self.contact_email:
            yield about("contact_email", "attend une adresse e-mail.")
        unknown = [name for name in self.registries if name not in REGISTRIES]
        if unknown or not self.registries:
            yield about("registry", f"attend un ou plusieurs noms parmi : {', '.join(REGISTRIES)}.")
        yield from self._registry_faults()
        yield from self._database_faults()
        if not self.mail_url.startswith(("file://", "smtp://", "smtps://")):
            yield about("mail_url", "attend file://dossier, smtp://hôte ou smtps://hôte.")
        yield from self._bounce_faults()
        yield from self._delay_faults()
        yield from self._figures_faults()
        yield from self._clock_faults()

    def _clock_faults(self) -> Iterator[str]:
        for name in CLOCK:
            if not 1 <= getattr(self, name) <= LONGEST_CLOCK:
                yield about(name, f"attend un nombre de jours de 1 à {LONGEST_CLOCK}.")
        if not 1 <= self.draft_hours <= LONGEST_CLOCK:
            yield about("draft_hours", f"attend un nombre d’heures de 1 à {LONGEST_CLOCK}.")
        for name in ("basket_many", "branch_referrals"):
            if getattr(self, name) < 1:
                yield about(name, "attend un nombre à partir de 1.")
        for earlier, later in pairwise(IN_ORDER):
            if getattr(self, earlier) >= getattr(self, later):
                yield about(later, f"doit dépasser {VARIABLES}{earlier.upper()}.")

    def _figures_faults(self) -> Iterator[str]:
        if self.public_figures_least < 1:
            yield about("public_figures_least", "attend un nombre à partir de 1.")
        if not 1 <= self.exports_days <= LONGEST_EXPORT:
            yield about("exports_days", f"attend un nombre de jours de 1 à {LONGEST_EXPORT}.")

    def _delay_faults(self) -> Iterator[str]:
        longest = int(LONGEST_MERGE.total_seconds())
        if not 0 <= self.merge_seconds <= longest:
            yield about("merge_seconds", f"attend un nombre de secondes de 0 à {longest} (un jour).")
        if not 1 <= self.answer_working_days <= LONGEST_ANSWER:
            yield about("answer_working_days", f"attend un nombre de jours ouvrés de 1 à {LONGEST_ANSWER}.")
        if not 0 <= self.answer_after_hours <= LONGEST_ANSWER * 24:
            yield about("answer_after_hours", f"attend un nombre d’heures de 0 à {LONGEST_ANSWER * 24}.")

    def _database_faults(self) -> Iterator[str]:
        if not self.database_url.startswith(DATABASES):
            yield about(
                "database_url",
                "attend un fichier SQLite (sqlite:///dossier/fichier.db) ou une base PostgreSQL "
                "(postgresql+psycopg://utilisateur:mot-de-passe@hôte/base).",
            )
        if self.database_connections < 1:
            yield about("database_connections", "attend un nombre à partir de 1.")
        if self.statement_timeout < 1:
            yield about("statement_timeout", "attend un nombre de secondes à partir de 1.")

    def _registry_faults(self) -> Iterator[str]:
        for name in self.registries:
            if name in DISTANT and _host(str(getattr(self, f"{name}_url"))) is None:
                yield about(
                    f"{name}_url", "attend une adresse entière, qui commence par http:// ou https://."
                )
        # No secret is quoted: the sentences end up in logs.
        for name, secret in (("sirene", "sirene_key"), ("api_entreprise", "api_entreprise_token")):
            value = str(getattr(self, secret))
            if name in self.registries and not value:
                yield about(secret, f"manque : le registre « {name} » ne répond pas sans.")
            elif not (value.isascii() and value.isprintable()) or " " in value:
                yield about(secret, "attend une clé sans espace ni accent.")
        if "api_entreprise" in self.registries:
            if isinstance(parse_siret(self.api_entreprise_recipient), SiretFault):
                yield about("api_entreprise_recipient", "attend le SIRET de l’administration qui interroge.")
            for name in ("api_entreprise_context", "api_entreprise_object"):
                if not str(getattr(self, name)).strip():
                    yield about(name, "manque : le registre « api_entreprise » ne répond pas sans.")

    def _bounce_faults(self) -> Iterator[str]:
        if self.bounces and not re.fullmatch("file://.*[^/].*", self.bounces):
            yield about("bounces", BOUNCES_FORM)
        token = self.bounces_token
        if token and (len(token) < 32 or not token.isascii()):  # noqa: PLR2004 - characters of a random key
            yield about("bounces_token", "doit compter au moins 32 caractères, sans accents.")


def _host(address: str) -> str | None:
    """The host of a web address that paths can be put behind; None for anything else."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # read for its range
    except ValueError:
        return None
    sound = parts.scheme in {"http", "https"} and not parts.query and not parts.fragment
    return parts.hostname if sound else None


NAMES: Final = tuple(one.name for one in fields(Settings))


def about(name: str, sentence: str) -> str:
    """A sentence on a setting, named as its variable is."""
    return f"{VARIABLES}{name.upper()} {sentence}"


def load_settings() -> Settings:
    """The settings of this process. Raises WrongSettings with every fault."""
    given, sentences = _from_file(os.environ.get(SETTINGS_FILE))
    given |= _from_variables()
    sentences += [f"{name} n’est pas un réglage du service." for name in _unknown_variables()]
    settings, unread = _read(given)
    sentences += unread
    sentences += settings.faults()
    if sentences:
        raise WrongSettings(*sentences)
    return settings


def _from_file(file: str | None) -> tuple[dict[str, object], list[str]]:
    """What the file says of known settings, and what is wrong in the rest of it."""
    if not file:
        return {}, []
    try:
        section = tomllib.loads(Path(file).read_text("utf-8")).get(SECTION, {})
    except FileNotFoundError:
        return {}, [f"{SETTINGS_FILE} désigne « {file} », qui n’existe pas."]
    except (OSError, ValueError) as wrong:
        return {}, [f"Le fichier de réglages « {file} » ne se lit pas : {wrong}"]
    if not isinstance(section, dict):
        return {}, [f"Le fichier de réglages « {file} » n’a pas de section [{SECTION}]."]
    unknown = [name for name in section if name not in NAMES]
    return (
        {name: section[name] for name in section if name in NAMES},
        [f"« {name} » ({file}) n’est pas un réglage du service." for name in unknown],
    )


def _from_variables() -> dict[str, object]:
    return {
        name: os.environ[variable] for name in NAMES if (variable := VARIABLES + name.upper()) in os.environ
    }


def _unknown_variables() -> list[str]:
    known = {VARIABLES + name.upper() for name in NAMES} | {SETTINGS_FILE}
    return sorted(
        name
        for name in os.environ
        if name.startswith(VARIABLES) and not name.startswith(OF_TESTS) and name not in known
    )


def _read(given: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """The settings, and what could not be read of them: the rest is still read, to tell its faults too."""
    try:
        return load_from(Settings, [DictLoader(dict(given))]), []
    except exceptions.InvalidSettingsError as wrong:
        found = (_OPTION.search(str(one)) for one in wrong.exceptions)
        names = [option[1] for option in found if option]
        if given.keys().isdisjoint(names):
            return Settings(), ["Les réglages ne se lisent pas : retirez-les un à un pour trouver lequel."]
        settings, _ = _read({name: given[name] for name in given if name not in names})
        return settings, [about(name, EXPECTED.get(name, "attend un texte.")) for name in names]
