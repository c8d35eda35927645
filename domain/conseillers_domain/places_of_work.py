"""Where people work, as public holidays ask for it: the one département of a branch, that of a company."""

from collections.abc import Mapping
from typing import Final

from conseillers_domain.company import Establishment
from conseillers_domain.directory import Branch, Directory
from conseillers_domain.territory import Zone, ZoneType

OVERSEAS: Final = ("97", "98")
"""How the codes of overseas départements and collectivities begin: they have three characters."""

_OF_REGION: Final[Mapping[str, str]] = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}
"""The regions made of one département."""


def departement_of_commune(code: str) -> str:
    """The département of a commune by its code."""
    return code[:3] if code.startswith(OVERSEAS) else code[:2]


def departement_of_company(establishment: Establishment | None) -> str | None:
    """That of its commune; None while no registry told where it is."""
    commune = establishment.commune if establishment else None
    return departement_of_commune(commune) if commune else None


def departement_of_branch(branch: Branch) -> str | None:
    """The one département a branch works in; None for several, for none, and for what may lie in several."""
    found = {_departement_of(zone) for zone in branch.zones}
    return found.pop() if len(found) == 1 else None


def departement_of_team(team: str, directory: Directory) -> str | None:
    """That of its branch; None also for a team that left the directory."""
    known = directory.teams.get(team)
    return None if known is None else departement_of_branch(directory.branches[known.branch])


def _departement_of(zone: Zone) -> str | None:
    if zone.type is ZoneType.DEPARTEMENT:
        return zone.code
    if zone.type is ZoneType.COMMUNE:
        return departement_of_commune(zone.code)
    return _OF_REGION.get(zone.code) if zone.type is ZoneType.REGION else None
