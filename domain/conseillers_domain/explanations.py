"""Why a team receives a need, or does not, in sentences an advisor reads (CGU 4.3.B)."""

from collections.abc import Mapping
from typing import Final

from conseillers_domain.directory import Directory
from conseillers_domain.errors import Refusal
from conseillers_domain.territory import Geography, Zone
from conseillers_domain.verdicts import By, Reason, SetAside


def why_kept(
    team: str, by: By, subject: str, commune: str, directory: Directory, geography: Geography
) -> tuple[str, ...]:
    """The reasons a team was chosen for a need on this subject, in this commune."""
    entry = directory.teams.get(team)
    if entry is None:
        return ()
    offered = f"L’équipe « {entry.name} » répond sur le sujet « {subject} »."
    if by is By.DELEGATE:
        return (f"L’équipe « {entry.name} » remplace une équipe absente de son institution.",)
    if by is By.NATIONAL:
        return (offered, "Elle intervient dans toute la France.")
    matched = _matched(entry.zones or directory.branches[entry.branch].zones, commune, geography)
    where = f" ({matched})" if matched else ""
    return (offered, f"Son territoire couvre la commune de l’entreprise{where}.")


def _matched(zones: tuple[Zone, ...], commune: str, geography: Geography) -> str:
    try:
        keys = geography.keys(commune)
    except Refusal:
        return ""
    return ", ".join(str(key) for key in keys if key in zones)


_WHY_NOT: Final[Mapping[Reason, str]] = {
    Reason.TEAM_CLOSED: "l’équipe, son antenne ou son institution est fermée",
    Reason.SUBJECT_NOT_OFFERED: "l’équipe ne répond pas sur ce sujet",
    Reason.OUTSIDE_TERRITORY: "l’entreprise est hors de son territoire",
    Reason.CHAMBER_ACTIVITY: "l’activité de l’entreprise ne relève pas de cette chambre",
    Reason.OTHER_OPCO: "l’entreprise dépend d’un autre opérateur de compétences",
    Reason.CRITERION: "l’entreprise ne remplit pas un critère d’intervention",
    Reason.ANSWERS: "les réponses données ne correspondent pas à ce que l’institution attend",
    Reason.ABSENT: "tous ses conseillers sont absents ce jour-là et une équipe les remplace",
    Reason.SUSPENDED: "les comptes de tous ses conseillers sont suspendus",
}


def why_set_aside(verdict: SetAside) -> str:
    """One sentence that says why a team was not chosen."""
    criterion = f" ({verdict.criterion})" if verdict.criterion else ""
    return f"L’équipe n’a pas été retenue : {_WHY_NOT[verdict.reason]}{criterion}."
