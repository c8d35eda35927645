"""What each letter says: one table, from why it is owed to who writes it from what is true now."""

from collections.abc import Mapping
from typing import Final

from conseillers_application.letter_writers.desk import LINK_LASTS, Addressed, Desk, Writer
from conseillers_application.letter_writers.of_clock import (
    abandoned,
    draft,
    first_need,
    followed,
    last_chance,
    recap,
    reengagement,
    reminder,
)
from conseillers_application.letter_writers.of_ends import breach, ended, incident, lifted, suspended
from conseillers_application.letter_writers.of_joining import (
    access_asked,
    access_received,
    access_refused,
    invitation,
)
from conseillers_application.letter_writers.of_links import renewed_link
from conseillers_application.letter_writers.of_practice import closing_practice, team_reengagement
from conseillers_application.letter_writers.of_sign_in import new_place, password_changed, reset
from conseillers_application.letter_writers.of_survey import shared_survey, survey
from conseillers_application.letter_writers.of_thread import comment
from conseillers_application.letter_writers.to_company import answer, move, receipt, set_aside
from conseillers_application.letter_writers.to_staff import bounce, overdue
from conseillers_application.letter_writers.to_team import need
from conseillers_application.letters import LetterKind

__all__ = ["LINK_LASTS", "WRITERS", "Addressed", "Desk", "Writer"]

WRITERS: Final[Mapping[LetterKind, Writer]] = {
    LetterKind.RECEIPT: receipt,
    LetterKind.NEED: need,
    LetterKind.MOVE: move,
    LetterKind.ANSWER: answer,
    LetterKind.OVERDUE: overdue,
    LetterKind.BOUNCE: bounce,
    LetterKind.COMMENT: comment,
    LetterKind.SURVEY: survey,
    LetterKind.SHARED_SURVEY: shared_survey,
    LetterKind.SET_ASIDE: set_aside,
    LetterKind.FOLLOWED: followed,
    LetterKind.ABANDONED: abandoned,
    LetterKind.REENGAGEMENT: reengagement,
    LetterKind.FIRST_NEED: first_need,
    LetterKind.TEAM_REENGAGEMENT: team_reengagement,
    LetterKind.RECAP: recap,
    LetterKind.CLOSING_PRACTICE: closing_practice,
    LetterKind.LAST_CHANCE: last_chance,
    LetterKind.RENEWED_LINK: renewed_link,
    LetterKind.DRAFT: draft,
    LetterKind.REMINDER: reminder,
    LetterKind.RESET: reset,
    LetterKind.PASSWORD_CHANGED: password_changed,
    LetterKind.NEW_PLACE: new_place,
    LetterKind.ACCESS_ASKED: access_asked,
    LetterKind.ACCESS_RECEIVED: access_received,
    LetterKind.ACCESS_REFUSED: access_refused,
    LetterKind.INVITATION: invitation,
    LetterKind.SUSPENDED: suspended,
    LetterKind.LIFTED: lifted,
    LetterKind.ENDED: ended,
    LetterKind.INCIDENT: incident,
    LetterKind.BREACH: breach,
}
assert set(WRITERS) == set(LetterKind)
