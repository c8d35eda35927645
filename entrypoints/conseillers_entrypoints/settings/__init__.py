"""The settings of one installation: a TOML file, then `CONSEILLERS_*` variables, which win."""

from conseillers_entrypoints.settings.access import LOCAL_HOSTS, LOCAL_SECRET
from conseillers_entrypoints.settings.loading import NAMES, load_settings
from conseillers_entrypoints.settings.registries import DISTANT
from conseillers_entrypoints.settings.telling import VARIABLES, WrongSettings, about
from conseillers_entrypoints.settings.whole import Settings

__all__ = [
    "DISTANT",
    "LOCAL_HOSTS",
    "LOCAL_SECRET",
    "NAMES",
    "VARIABLES",
    "Settings",
    "WrongSettings",
    "about",
    "load_settings",
]
