"""Read models: what people and programs are shown, ready to be written on the wire (`http.md`)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from attrs import frozen

from conseillers_domain.comment_words import Appointment, CommentKind
from conseillers_domain.demand_form import Origin
from conseillers_domain.need import EXPIRY, NeedStatus, Tab
from conseillers_domain.position import HelpKind, RefusalReason, Stance
from conseillers_domain.sources import Source


@frozen(kw_only=True)
class SubjectName:
    """A subject as lists show it."""

    slug: str
    title: str


@frozen(kw_only=True)
class CompanyLine:
    """A company as lists show it."""

    name: str | None
    commune_name: str | None


@frozen(kw_only=True)
class InboxItem:
    """One need in a list; `team` and `stance`: the reader's own team's."""

    id: str
    subject: SubjectName
    company: CompanyLine
    deposited_at: datetime
    sent_at: datetime
    team: str
    stance: Stance
    status: NeedStatus


@frozen(kw_only=True)
class InboxQuery:
    """What an advisor asks to see of the needs put before these teams.

    `words`: folded words that must all be found. `subjects`: slugs; None: all. `since` and `until` bound
    the deposit, both days included. `expiry`: how long they may leave unanswered what is in their inbox.
    `after`: where the former page ended.
    """

    teams: frozenset[str]
    tab: Tab
    now: datetime
    expiry: timedelta = EXPIRY
    words: tuple[str, ...] = ()
    subjects: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    after: tuple[datetime, str] | None = None
    limit: int = 25


@frozen(kw_only=True)
class InboxRow:
    """One need as the store finds it; `subject` is a slug."""

    need: str
    subject: str
    company: str | None
    commune_name: str | None
    deposited_at: datetime
    sent_at: datetime
    team: str
    stance: Stance
    status: NeedStatus


@frozen(kw_only=True)
class InboxPage:
    """One page of a tab, and how many needs each tab holds under the same filters."""

    items: tuple[InboxItem, ...]
    total: int
    next: str | None
    counts: Mapping[Tab, int]


@frozen(kw_only=True)
class CorrectionView:
    """That a closing was put in better words, by whom (a name) and when; nobody is at fault (CGU 5.3).

    `help`, `note`: those it replaced, for staff only.
    """

    by: str
    at: datetime
    help: tuple[HelpKind, ...] | None
    note: str | None


@frozen(kw_only=True)
class PositionView:
    """A position as the need sheet shows it; `by`: a name. `corrections`: oldest first."""

    stance: Stance
    stance_label: str
    source: Source
    source_label: str
    by: str
    at: datetime
    reason: RefusalReason | None
    help: tuple[HelpKind, ...]
    note: str
    corrections: tuple[CorrectionView, ...]


@frozen(kw_only=True)
class ReferralView:
    """A referral as the need sheet shows it; `next`: what the reader may do now."""

    team: str
    team_name: str
    institution: str
    stance: Stance
    stance_label: str
    sent_at: datetime
    mine: bool
    next: tuple[Stance, ...]
    positions: tuple[PositionView, ...]


@frozen(kw_only=True)
class CompanySheet:
    """What is known of the company, its source and date; `missing` names what is not (CGU 4.3.B, 5.1)."""

    siret: str
    siren: str
    name: str | None
    naf: str | None
    naf_label: str | None
    headcount: str | None
    headcount_label: str | None
    address: str | None
    commune: str | None
    commune_name: str | None
    created_on: date | None
    legal_form: str | None
    source: str | None
    as_of: datetime | None
    missing: tuple[str, ...]


@frozen(kw_only=True)
class ContactSheet:
    """Whom to call; `phone` in pairs, as people dial it."""

    first_name: str
    last_name: str
    phone: str
    email: str


@frozen(kw_only=True)
class AnswerView:
    """An answer beside its question."""

    key: str
    question: str
    value: str
    label: str


@frozen(kw_only=True)
class Mentioned:
    """A team named in a comment."""

    team: str
    team_name: str


@frozen(kw_only=True)
class CommentView:
    """A comment as its readers see it; nothing of what it said is shown once it is withdrawn.

    `team`: whose voice it is, None for the team of the service; `by`: a name; `mine`: whether the reader
    wrote it. `version`: how many times it was corrected.
    """

    id: str
    kind: CommentKind | None
    kind_label: str
    text: str
    appointment: Appointment | None
    mentions: tuple[Mentioned, ...]
    team: str | None
    team_name: str
    institution: str
    by: str
    at: datetime
    corrected_at: datetime | None
    withdrawn: bool
    mine: bool
    version: int


@frozen(kw_only=True)
class CommentPage:
    """Some comments of a need, latest first, and where the next page begins."""

    items: tuple[CommentView, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class SourceView:
    """Where some parts of the sheet come from, and of when they are; positions each say theirs (CGU 5.3).

    `name`: the registry's, None when none answered.
    """

    parts: tuple[str, ...]
    source: Source
    source_label: str
    name: str | None
    as_of: datetime | None


@frozen(kw_only=True)
class Sheet:
    """The need sheet (fiche de besoin): everything its reader may know of a need (CGU 4.3.B).

    `comments`: the latest ones; `next_comments`: where those before them begin.
    """

    id: str
    status: NeedStatus
    status_label: str
    subject: SubjectName
    description: str
    answers: tuple[AnswerView, ...]
    origin: Origin | None
    deposited_at: datetime
    company: CompanySheet
    contact: ContactSheet
    why: tuple[str, ...]
    referrals: tuple[ReferralView, ...]
    open_referrals: int
    sources: tuple[SourceView, ...]
    comments: tuple[CommentView, ...]
    next_comments: str | None
    version: int


@frozen(kw_only=True)
class InCharge:
    """Who took a company's need in charge, and since when."""

    institution: str
    team: str
    advisor: str
    since: datetime


@frozen(kw_only=True)
class AnswerToCompany:
    """What staff answered a company that no team could help."""

    text: str
    sent_at: datetime


@frozen(kw_only=True)
class FollowUp:
    """The company's own view of its demand: where it stands, who calls; never the thread (CGU 4.3.B)."""

    id: str
    state: str
    state_label: str
    status: NeedStatus | None
    status_label: str | None
    subject: SubjectName
    deposited_at: datetime
    institutions: tuple[str, ...]
    taken_by: tuple[InCharge, ...]
    answer: AnswerToCompany | None


@frozen(kw_only=True)
class Receipt:
    """What a company is answered when it deposits; `institutions`: names of those asked."""

    id: str
    state: str
    follow_url: str
    institutions: tuple[str, ...]


@frozen(kw_only=True)
class Eligibility:
    """What would become of a demand, nothing being stored."""

    outcome: str
    institutions: tuple[str, ...]
    flags: tuple[str, ...]
