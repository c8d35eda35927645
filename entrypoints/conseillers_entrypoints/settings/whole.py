"""All the settings of one installation, put together from their parts."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from conseillers_adapters.geography.official import YEAR
from conseillers_entrypoints.settings.access import Access
from conseillers_entrypoints.settings.correspondence import Correspondence
from conseillers_entrypoints.settings.ends import Ends
from conseillers_entrypoints.settings.figures import Figures
from conseillers_entrypoints.settings.follow_up import FollowUp
from conseillers_entrypoints.settings.joining import Joining
from conseillers_entrypoints.settings.journal import Journal
from conseillers_entrypoints.settings.limits import Limits
from conseillers_entrypoints.settings.links import Links
from conseillers_entrypoints.settings.observation import Observation
from conseillers_entrypoints.settings.registries import Registries
from conseillers_entrypoints.settings.retention import Retention
from conseillers_entrypoints.settings.signing_in import SigningIn
from conseillers_entrypoints.settings.storage import Storage
from conseillers_entrypoints.settings.telling import Part

PARTS: Final[tuple[type[Part], ...]] = (
    Access,
    Storage,
    Registries,
    Correspondence,
    FollowUp,
    Figures,
    Journal,
    Retention,
    Ends,
    Observation,
    SigningIn,
    Joining,
    Limits,
    Links,
)
"""In the order in which their faults are told."""


@frozen(kw_only=True, slots=False)
class Settings(
    Access,
    Storage,
    Registries,
    Correspondence,
    FollowUp,
    Figures,
    Journal,
    Retention,
    Ends,
    Observation,
    SigningIn,
    Joining,
    Limits,
    Links,
):
    """How this installation works; the defaults give a single working machine.

    `geography`: the version of the territories in force, packaged or imported.
    """

    geography: str = YEAR

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting with these settings."""
        for part in PARTS:
            yield from part.faults(self)
