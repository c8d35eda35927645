"""Where settings come from: a TOML file, then `CONSEILLERS_*` variables, which win."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import fields
from typed_settings import exceptions
from typed_settings import load_settings as load_from
from typed_settings.loaders import DictLoader

from conseillers_entrypoints.settings.telling import VARIABLES, WrongSettings, about
from conseillers_entrypoints.settings.whole import Settings

OF_TESTS: Final = "CONSEILLERS_TEST_"
"""What the variables of the test suite begin with, which set nothing of the service."""
SETTINGS_FILE: Final = "CONSEILLERS_SETTINGS"
"""The variable that names the TOML file."""
SECTION: Final = "conseillers"
"""The section of the file that is the service's."""
EXPECTED: Final = {
    "transmission": "attend automatic ou reviewed.",
    "statement_timeout": "attend un nombre de secondes.",
    "merge_seconds": "attend un nombre de secondes.",
    "answer_working_days": "attend un nombre de jours ouvrés.",
    "log": "attend json ou text.",
    "log_level": "attend debug, info, warning ou error.",
}
"""What the settings may be of which neither the name nor the type says it."""
UNITS: Final = {"_days": "attend un nombre de jours.", "_hours": "attend un nombre d’heures."}
TYPES: Final[Mapping[type | None, str]] = {int: "attend un nombre.", bool: "attend true ou false."}

NAMES: Final = tuple(one.name for one in fields(Settings))
_OPTION: Final = re.compile(r"option '(\w+)'")


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
        return settings, [about(name, _expected(name)) for name in names]


def _expected(name: str) -> str:
    unit = next((said for end, said in UNITS.items() if name.endswith(end)), None)
    return EXPECTED.get(name) or unit or TYPES.get(getattr(fields(Settings), name).type, "attend un texte.")
