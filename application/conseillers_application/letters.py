"""A letter: a mail the service owes somebody because of a fact, followed until it has left."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import Factory, evolve, frozen

from conseillers_application.mails import Why

COMPANY = "company"
"""The recipient of a letter that goes to the demand's own contact."""
STAFF = "staff"
"""That of one for those who run the service, at the service's own address; any other is a team's code."""
OWNER = "owner"
"""That of one for whose task it is about."""
PERSON = "person"
"""That of one for the person whom its fact is about."""

TRIED_FOR: Final = timedelta(hours=72)
FEWEST_TRIES: Final = 72
"""A letter is given up once both are over: a service that was stopped gives up nothing sooner."""


class LetterKind(StrEnum):
    """Why a letter is written."""

    RECEIPT = "receipt"
    NEED = "need"
    MOVE = "move"
    FOLLOWED = "followed"
    ABANDONED = "abandoned"
    REENGAGEMENT = "reengagement"
    FIRST_NEED = "first_need"
    TEAM_REENGAGEMENT = "team_reengagement"
    RECAP = "recap"
    CLOSING_PRACTICE = "closing_practice"
    LAST_CHANCE = "last_chance"
    RENEWED_LINK = "renewed_link"
    DRAFT = "draft"
    REMINDER = "reminder"
    SET_ASIDE = "set_aside"
    COMMENT = "comment"
    SURVEY = "survey"
    SHARED_SURVEY = "shared_survey"
    ANSWER = "answer"
    OVERDUE = "overdue"
    BOUNCE = "bounce"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    ENDED = "ended"
    INCIDENT = "incident"
    BREACH = "breach"
    ACCESS_ASKED = "access_asked"
    ACCESS_RECEIVED = "access_received"
    ACCESS_REFUSED = "access_refused"
    INVITATION = "invitation"
    RESET = "reset"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of letter
    NEW_PLACE = "new_place"


TO_COMPANIES: Final = frozenset(
    {
        LetterKind.RECEIPT,
        LetterKind.MOVE,
        LetterKind.SET_ASIDE,
        LetterKind.ANSWER,
        LetterKind.SURVEY,
        LetterKind.FOLLOWED,
        LetterKind.ABANDONED,
        LetterKind.REENGAGEMENT,
    }
)
"""The letters to a company: to the contact of the demand, or of one merged into it, by that one's id."""

NOT_NEEDED: Final = frozenset({LetterKind.SURVEY, LetterKind.REENGAGEMENT, LetterKind.DRAFT})
"""Those that a demand does without: who opposes them gets none."""


SAYS_THE_PRESENT: Final = frozenset({LetterKind.MOVE})
"""Of those that are merged, the kinds of which the latest says all that those before it would."""


class LetterState(StrEnum):
    """How far a letter got."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DEAD = "dead"
    NEEDLESS = "needless"


UNSENT: Final = (LetterState.QUEUED, LetterState.SENDING, LetterState.REFUSED, LetterState.DEAD)
"""The states somebody may have to look at; letters in any other only grow in number."""

DONE: Final = frozenset({LetterState.SENT, LetterState.REFUSED, LetterState.NEEDLESS})
"""Nothing more is to be done; a dead one is sent if its job comes back."""

REPLAYABLE: Final = frozenset({LetterState.REFUSED, LetterState.DEAD})
"""What may be sent again when somebody asks for it."""


class Stage(StrEnum):
    """How far a letter got, as people ask for it: what waits is told apart from what was put off."""

    QUEUED = "queued"
    DELAYED = "delayed"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DEAD = "dead"
    NEEDLESS = "needless"

    @property
    def label(self) -> str:
        """As people read it."""
        return _STAGES[self]


_STAGES: Final[Mapping[Stage, str]] = {
    Stage.QUEUED: "en attente",
    Stage.DELAYED: "reporté",
    Stage.SENDING: "en cours d’envoi",
    Stage.SENT: "parti",
    Stage.REFUSED: "refusé",
    Stage.DEAD: "abandonné",
    Stage.NEEDLESS: "devenu inutile",
}


@frozen(kw_only=True)
class LetterRefusal:
    """Why a letter did not leave, the last time: the server's code if it gave one, never its words."""

    why: Why
    code: str | None
    at: datetime


@frozen(kw_only=True)
class Letter:
    """A mail owed: each (fact, kind, recipient) leaves once.

    It names nobody: the address is read when it leaves, so that a letter outlives no personal data.
    `not_before`: when it may leave. `merged_under`: while a letter waits under this name no other is
    queued under it. `marked_at`: since when it is in its state. `tries`: how often it was handed over, since
    `tried_since`. `address_key`: the address it was last written to, as nobody can read it.
    """

    id: str
    fact: str
    kind: LetterKind
    recipient: str
    queued_at: datetime
    not_before: datetime
    merged_under: str | None = None
    state: LetterState = LetterState.QUEUED
    marked_at: datetime = Factory(lambda letter: letter.queued_at, takes_self=True)
    tries: int = 0
    tried_since: datetime | None = None
    refusal: LetterRefusal | None = None
    address_key: str | None = None

    @property
    def stage(self) -> Stage:
        """How far it got, as people ask for it."""
        if self.state is LetterState.QUEUED and self.tries:
            return Stage.DELAYED
        return Stage(self.state.value)

    def leaving(self, address_key: str | None, at: datetime) -> "Letter":
        """The same, one try more: what kills the service from now on counts as one."""
        return evolve(
            self,
            state=LetterState.SENDING,
            marked_at=at,
            tries=self.tries + 1,
            tried_since=self.tried_since or at,
            address_key=address_key,
        )

    def settled(self, state: LetterState, at: datetime) -> "Letter":
        """The same, sent or needless."""
        return evolve(self, state=state, marked_at=at)

    def refused(self, why: Why, code: str | None, at: datetime) -> "Letter":
        """The same, refused for good."""
        refusal = LetterRefusal(why=why, code=code, at=at)
        return evolve(self, state=LetterState.REFUSED, marked_at=at, refusal=refusal)

    def delayed(self, why: Why, code: str | None, at: datetime) -> "Letter":
        """The same, waiting for its next try; dead when it had all of them."""
        over = at - (self.tried_since or at) >= TRIED_FOR and self.tries >= FEWEST_TRIES
        state = LetterState.DEAD if over else LetterState.QUEUED
        refusal = LetterRefusal(why=why, code=code, at=at)
        return evolve(self, state=state, marked_at=at, refusal=refusal)

    def given_up(self, at: datetime, why: Why | None = None, code: str | None = None) -> "Letter":
        """The same, dead; `why`: when more is known than what its last try met."""
        known = LetterRefusal(why=why or Why.NO_MORE_TRIES, code=code, at=at)
        refusal = known if why or self.refusal is None else self.refusal
        return evolve(self, state=LetterState.DEAD, marked_at=at, refusal=refusal)

    def again(self, at: datetime) -> "Letter":
        """The same, with all its tries before it."""
        return evolve(self, state=LetterState.QUEUED, marked_at=at, not_before=at, tries=0, tried_since=None)


@frozen(kw_only=True)
class LetterQuery:
    """Which letters are asked for, latest owed first: those of a stage, older than one (`before`, its id)."""

    stage: Stage | None = None
    before: str | None = None
    limit: int


@frozen(kw_only=True)
class LedgerRow:
    """A letter, and the kind of fact it is owed for."""

    letter: Letter
    fact_kind: str


@frozen(kw_only=True)
class RefusedAddress:
    """An address that nothing reaches, known by its key: nobody can read the address in it.

    `letter`: the one that was refused, which tells whose address it is.
    """

    key: str
    why: Why
    code: str | None
    at: datetime
    letter: str
