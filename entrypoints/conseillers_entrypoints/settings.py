"""The settings of one installation: a TOML file, then `CONSEILLERS_*` variables, which win."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from attrs import asdict, fields, frozen
from typed_settings import exceptions, load

from conseillers_domain.catalogue import Transmission

VARIABLES: Final = "CONSEILLERS_"
SETTINGS_FILE: Final = "CONSEILLERS_SETTINGS"
"""The variable that names the TOML file; its section is `[conseillers]`."""

LOCAL_SECRET: Final = "pour-une-utilisation-locale-seulement"  # noqa: S105 - refused on a public address
LOCAL_HOSTS: Final = frozenset({"127.0.0.1", "localhost", "::1"})
REGISTRIES: Final = ("file", "recherche_entreprises")
EXPECTED: Final = {
    "transmission": "attend automatic ou reviewed.",
    "merge_seconds": "attend un nombre de secondes.",
    "with_jobs": "attend true ou false.",
    "tls_ends_here": "attend true ou false.",
}
"""What the settings that are not texts may be."""

_OPTION: Final = re.compile(r"option '(\w+)'")
MASKED: Final = "••••••"
SECRETS: Final = ("secret_key", "mail_url", "database_url")


class WrongSettings(Exception):  # noqa: N818 - says what the settings are
    """Settings the service cannot start with: one sentence a fault, each naming its setting."""

    def __init__(self, *sentences: str) -> None:
        """Keep every fault, to be mended at once."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@frozen(kw_only=True)
class Settings:
    """How this installation works; the defaults give a single working machine.

    `database_url`: SQLAlchemy's. `mail_url`: `file://folder` or `smtp://…`. `registry`: those of
    `REGISTRIES` to ask in turn, comma-separated. `base_url`: where people reach the service.
    `merge_seconds`: how long moves wait before the company is told. `tls_ends_here`: no proxy holds the
    certificate, so answers ask browsers to keep to HTTPS.
    """

    database_url: str = "sqlite:///var/conseillers.db"
    mail_url: str = "file://var/mail"
    registry: str = "file"
    registry_file: str = ""
    recherche_entreprises_url: str = "https://recherche-entreprises.api.gouv.fr"
    base_url: str = "http://127.0.0.1:8000"
    secret_key: str = LOCAL_SECRET
    contact_email: str = "contact@conseillers.example"
    transmission: Transmission = Transmission.AUTOMATIC
    merge_seconds: int = 60
    with_jobs: bool = False
    tls_ends_here: bool = False

    @property
    def registries(self) -> tuple[str, ...]:
        """The registries to ask, in turn."""
        return tuple(name.strip() for name in self.registry.split(",") if name.strip())

    @property
    def merged_over(self) -> timedelta:
        """How long moves wait before the company is told."""
        return timedelta(seconds=self.merge_seconds)

    @property
    def mail_domain(self) -> str:
        """What stands behind the @ of every Message-ID."""
        return self.contact_email.rpartition("@")[2]

    def shown(self) -> Mapping[str, object]:
        """The settings as an operator may read them: no secret."""
        told = asdict(self)
        return {name: MASKED if name in SECRETS else told[name] for name in told}

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting with these settings."""
        host = urlsplit(self.base_url).hostname
        if urlsplit(self.base_url).scheme not in {"http", "https"} or not host:
            yield _about("base_url", "attend une adresse qui commence par http:// ou https://.")
        elif host not in LOCAL_HOSTS and self.secret_key == LOCAL_SECRET:
            yield _about(
                "secret_key",
                f"est celle d’un usage local, alors que le service est public ({self.base_url}) : "
                "choisissez la vôtre, longue et au hasard.",
            )
        if len(self.secret_key) < 32:  # noqa: PLR2004 - characters of a random key
            yield _about("secret_key", "doit compter au moins 32 caractères.")
        if "@" not in self.contact_email:
            yield _about("contact_email", "attend une adresse e-mail.")
        unknown = [name for name in self.registries if name not in REGISTRIES]
        if unknown or not self.registries:
            yield _about("registry", f"attend un ou plusieurs noms parmi : {', '.join(REGISTRIES)}.")
        if not self.database_url.startswith("sqlite:///"):
            yield _about("database_url", "attend un fichier SQLite : sqlite:///dossier/fichier.db.")
        if not self.mail_url.startswith(("file://", "smtp://", "smtps://")):
            yield _about("mail_url", "attend file://dossier, smtp://hôte ou smtps://hôte.")
        if self.merge_seconds < 0:
            yield _about("merge_seconds", "attend un nombre de secondes positif.")


def _about(name: str, sentence: str) -> str:
    return f"{VARIABLES}{name.upper()} {sentence}"


def load_settings() -> Settings:
    """The settings of this process. Raises WrongSettings with every fault."""
    file = os.environ.get(SETTINGS_FILE)
    if file and not Path(file).is_file():
        raise WrongSettings(f"{SETTINGS_FILE} désigne « {file} », qui n’existe pas.")
    known = {_about(one.name, "").strip() for one in fields(Settings)} | {SETTINGS_FILE}
    unknown = sorted(
        name
        for name in os.environ
        if name.startswith(VARIABLES) and name not in known and not name.startswith(f"{VARIABLES}TEST")
    )
    sentences = [f"{name} n’est pas un réglage du service." for name in unknown]
    settings, unread = _read(file)
    sentences += unread
    if settings is not None:
        sentences += settings.faults()
    if settings is None or sentences:
        raise WrongSettings(*sentences)
    return settings


def _read(file: str | None) -> tuple[Settings | None, list[str]]:
    """The settings and what could not be read of them; the rest is still read, to tell its faults too."""
    try:
        return _loaded(file), []
    except exceptions.InvalidSettingsError as wrong:
        told = [str(one) for one in wrong.exceptions]
        names = [found[1] for one in told if (found := _OPTION.search(one))]
        sentences = [_about(name, EXPECTED[name]) for name in names]
        aside = {name: os.environ.pop(name, "") for name in (_about(one, "").strip() for one in names)}
        try:
            return _loaded(file), sentences
        except exceptions.TsError:
            return None, sentences
        finally:
            os.environ.update({name: text for name, text in aside.items() if text})
    except exceptions.TsError as wrong:
        return None, [f"Le fichier de réglages ne se lit pas : {wrong}"]


def _loaded(file: str | None) -> Settings:
    return load(
        Settings,
        appname="conseillers",
        config_files=[file] if file else [],
        config_files_var=None,
        env_prefix=VARIABLES,
    )
