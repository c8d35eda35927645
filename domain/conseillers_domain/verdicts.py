"""What routing says of a team: by what it is kept, or why it is set aside and who carries the rule."""

from enum import StrEnum

from attrs import frozen


class By(StrEnum):
    """By what a team is kept."""

    TEAM_ZONE = "team_zone"
    BRANCH_ZONE = "branch_zone"
    NATIONAL = "national"
    DELEGATE = "delegate"


class Reason(StrEnum):
    """Why a team is set aside; in the order of the rules."""

    TEAM_CLOSED = "team_closed"
    SUBJECT_NOT_OFFERED = "subject_not_offered"
    OUTSIDE_TERRITORY = "outside_territory"
    CHAMBER_ACTIVITY = "chamber_activity"
    OTHER_OPCO = "other_opco"
    CRITERION = "criterion"
    ANSWERS = "answers"
    ABSENT = "absent"
    SUSPENDED = "suspended"


@frozen(kw_only=True)
class SetAside:
    """A team that holds the subject and does not receive the need: why, and who carries the rule.

    `owner`: code of the team, the branch or the institution. `criterion`: the key that failed, for that
    reason only. `expected` and `actual` are what the rule wanted and what it found, None when unknown.
    A verdict « outside the territory » is made once for every company, so it does not say where one is:
    `Routing.actual` does.
    """

    team: str
    reason: Reason
    expected: object
    actual: object
    owner: str
    criterion: str | None = None
