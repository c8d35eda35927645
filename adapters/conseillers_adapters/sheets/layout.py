"""The sheets of a directory, in the order people find them, and which are held in which."""

from typing import Final

from attrs import frozen

from conseillers_adapters.sheets.columns import Sheet
from conseillers_adapters.sheets.condition_sheets import ANSWER_CONDITIONS, CRITERIA
from conseillers_adapters.sheets.institution_sheets import BRANCHES, INSTITUTIONS
from conseillers_adapters.sheets.team_sheets import ABSENCES, ADVISORS, COMPETENCES, TEAMS

PARTS: Final = (INSTITUTIONS, BRANCHES, TEAMS, ADVISORS)
"""The sheets that are lists of the document."""

SHEETS: Final = (
    INSTITUTIONS,
    BRANCHES,
    TEAMS,
    COMPETENCES,
    ADVISORS,
    ABSENCES,
    CRITERIA,
    ANSWER_CONDITIONS,
)
"""Every sheet."""


@frozen
class Nest:
    """A sheet whose rows are items of a list that objects of another one hold.

    `owner`: the column that names the object. `level`: what a row says when several sheets have owners.
    """

    sheet: Sheet
    part: Sheet
    name: str
    owner: str
    level: str = ""


NESTS: Final = (
    Nest(COMPETENCES, TEAMS, "competences", "team"),
    Nest(ABSENCES, ADVISORS, "absences", "advisor"),
    Nest(CRITERIA, INSTITUTIONS, "criteria", "owner", "institution"),
    Nest(CRITERIA, BRANCHES, "criteria", "owner", "branch"),
    Nest(CRITERIA, TEAMS, "criteria", "owner", "team"),
)
