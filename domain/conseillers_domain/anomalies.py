"""What may be wrong in a well-formed directory: who would never be answered, who would never be asked."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.territory import Zone


class Severity(StrEnum):
    """How much an anomaly matters, the least first."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Its place among the others, to be compared."""
        return tuple(Severity).index(self)


class AnomalyCode(StrEnum):
    """What coverage finds (couverture); the values are codes on the wire."""

    NO_TEAM = "no_team"
    MISSING_COMMUNES = "missing_communes"
    NO_MEMBER = "no_member"
    OVERLAP = "overlap"
    CRITERION_NEVER_HOLDS = "criterion_never_holds"
    UNKNOWN_ZONE = "unknown_zone"
    TEAM_NEVER_REACHED = "team_never_reached"

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return SEVERITIES[self]


SEVERITIES: Final[Mapping[AnomalyCode, Severity]] = {
    AnomalyCode.NO_TEAM: Severity.ERROR,
    AnomalyCode.MISSING_COMMUNES: Severity.WARNING,
    AnomalyCode.NO_MEMBER: Severity.WARNING,
    AnomalyCode.OVERLAP: Severity.INFO,
    AnomalyCode.CRITERION_NEVER_HOLDS: Severity.ERROR,
    AnomalyCode.UNKNOWN_ZONE: Severity.ERROR,
    AnomalyCode.TEAM_NEVER_REACHED: Severity.ERROR,
}


@frozen(kw_only=True)
class NeverHolds:
    """One of the conditions that no company meets together, or that none meets alone.

    `owner`: code of the team, the branch or the institution that carries it. `criterion`: its key.
    """

    owner: str
    criterion: str
    expected: object


class NeverReached(StrEnum):
    """Why no need can reach a team; the values are codes on the wire, in the order they are looked for."""

    NO_SUBJECT = "no_subject"
    NO_TERRITORY = "no_territory"
    OTHER_OPCO = "other_opco"
    CRITERION = "criterion"


@frozen(kw_only=True)
class Anomaly:
    """One thing that coverage found.

    `institution`: its slug; None: all of them together, so that nobody at all answers there.
    `subject`: its slug; None: whatever the subject. `zones`: where, in the largest zones that say it
    shortest; `alone`: the communes among these that stand for their own code, not for their
    arrondissements (Paris, 75056, when only 75101 is covered); `communes`: how many communes and
    arrondissements that is; `everywhere`: it is all of them.
    `teams`: those concerned, by code. `owner`: code of the team or the branch whose zones are unknown.
    `why`: for a team that is never reached. `conditions`: for a criterion that never holds.
    """

    code: AnomalyCode
    institution: str | None
    subject: str | None
    zones: tuple[Zone, ...] = ()
    alone: tuple[str, ...] = ()
    communes: int = 0
    everywhere: bool = False
    teams: tuple[str, ...] = ()
    owner: str | None = None
    why: NeverReached | None = None
    conditions: tuple[NeverHolds, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.code.severity
