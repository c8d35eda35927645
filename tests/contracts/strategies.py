"""Random values of what is kept: whatever the border lets in comes back from every store."""

from datetime import UTC, datetime

from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from conseillers_application.letters import Letter, LetterKind, LetterRefusal, LetterState
from conseillers_application.mails import Why
from conseillers_application.ports import Reply
from conseillers_domain.accounts import Account, Role
from conseillers_domain.comment_words import Appointment, CommentKind, Words
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand import Consents, Demand, DemandState, Flag
from conseillers_domain.demand_form import Contact, Origin
from conseillers_domain.events import (
    AddressRefused,
    ClosingCorrected,
    CommentChanged,
    CommentWritten,
    CompanyAnswered,
    DemandDeposited,
    DemandSetAside,
    EnrichmentAwaited,
    ExportAsked,
    Fact,
    NeedLinkRenewed,
    NeedTransmitted,
    PositionTaken,
    ReferralMoved,
    ReferralsLeft,
    SurveyDue,
    SurveyShared,
    TaskOverdue,
)
from conseillers_domain.position import Correction, HelpKind, Position, RefusalReason, Side, Stance
from conseillers_domain.referral import Leaving
from conseillers_domain.setting_aside import AsideReason, Seemed, SettingAside, Told
from conseillers_domain.survey import SurveyAnswers
from conseillers_domain.templates import Template
from conseillers_domain.traces import Gesture, Trace

ON_ONE_STORE = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""The examples of a test share its store: each takes identifiers of its own."""

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
CODES = st.text("abcdefghij-0123456789", min_size=1, max_size=12)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - hypothesis adds the zone
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
SIRETS = st.from_regex(r"\A[0-9]{14}\Z").map(Siret)
CODE_LISTS = st.lists(CODES, max_size=3).map(tuple)


def maybe(known: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """That, or nothing."""
    return st.none() | known


ESTABLISHMENTS = st.builds(
    Establishment,
    siret=SIRETS,
    name=TEXTS,
    source=TEXTS,
    as_of=INSTANTS,
    commune=maybe(CODES),
    postal_code=maybe(CODES),
    address=maybe(TEXTS),
    created_on=maybe(st.dates()),
    legal_form=maybe(CODES),
    naf=maybe(CODES),
    headcount=maybe(CODES),
    natures=maybe(CODE_LISTS),
    nafa=maybe(CODE_LISTS),
    opco=maybe(CODES),
    open=st.booleans(),
    foreign=st.booleans(),
)
CONTACTS = st.builds(Contact, first_name=TEXTS, last_name=TEXTS, phone=TEXTS, email=TEXTS)
DEMANDS = st.builds(
    Demand,
    id=st.just(""),
    landing=CODES,
    subject=CODES,
    description=TEXTS,
    contact=CONTACTS,
    siret=SIRETS,
    answers=st.dictionaries(TEXTS, TEXTS, max_size=3),
    origin=maybe(st.builds(Origin, url=maybe(TEXTS), campaign=maybe(TEXTS))),
    consents=st.builds(Consents, terms_version=CODES, declares_accuracy=st.booleans(), at=INSTANTS),
    deposited_at=INSTANTS,
    establishment=maybe(ESTABLISHMENTS),
    state=st.sampled_from(DemandState),
    flags=st.lists(st.sampled_from(Flag), unique=True).map(tuple),
    aside=maybe(
        st.builds(
            SettingAside,
            reason=st.sampled_from(AsideReason),
            by=CODES,
            at=INSTANTS,
            told=maybe(st.builds(Told, subject=TEXTS, body=TEXTS)),
            seemed=maybe(st.builds(Seemed, state=CODES, institutions=CODE_LISTS)),
            into=maybe(CODES),
        )
    ),
    version=st.just(0),
).map(
    # A deposit is one instant.
    lambda demand: evolve(demand, consents=evolve(demand.consents, at=demand.deposited_at))
)
KINDS_OF_HELP = st.lists(st.sampled_from(HelpKind), unique=True).map(tuple)
CORRECTIONS = st.builds(Correction, by=CODES, at=INSTANTS, help=KINDS_OF_HELP, note=TEXTS)
POSITIONS = st.builds(
    Position,
    stance=st.sampled_from(Stance),
    by=CODES,
    at=INSTANTS,
    side=st.sampled_from(Side),
    reason=maybe(st.sampled_from(RefusalReason)),
    help=KINDS_OF_HELP,
    note=TEXTS,
    corrections=st.lists(CORRECTIONS, max_size=2).map(tuple),
)
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(DemandDeposited, demand=CODES, at=INSTANTS),
    st.builds(EnrichmentAwaited, demand=CODES, at=INSTANTS),
    st.builds(ExportAsked, export=CODES, at=INSTANTS),
    st.builds(NeedTransmitted, need=CODES, teams=CODE_LISTS, at=INSTANTS),
    st.builds(
        PositionTaken,
        need=CODES,
        team=CODES,
        before=st.sampled_from(Stance),
        after=st.sampled_from(Stance),
        by_team=st.booleans(),
        at=INSTANTS,
    ),
    st.builds(ClosingCorrected, need=CODES, team=CODES, at=INSTANTS),
    st.builds(CompanyAnswered, need=CODES, task=CODES, at=INSTANTS),
    st.builds(TaskOverdue, task=CODES, subject=CODES, owner=CODES, at=INSTANTS),
    st.builds(AddressRefused, key=CODES, letter=CODES, at=INSTANTS),
    st.builds(CommentWritten, need=CODES, comment=CODES, number=st.integers(1, 99), at=INSTANTS),
    st.builds(
        CommentChanged,
        need=CODES,
        comment=CODES,
        number=st.integers(1, 99),
        withdrawn=st.booleans(),
        at=INSTANTS,
    ),
    st.builds(SurveyDue, need=CODES, survey=CODES, at=INSTANTS),
    st.builds(SurveyShared, need=CODES, survey=CODES, teams=CODE_LISTS, at=INSTANTS),
    st.builds(ReferralsLeft, need=CODES, teams=CODE_LISTS, how=st.sampled_from(Leaving), at=INSTANTS),
    st.builds(DemandSetAside, demand=CODES, told=st.booleans(), at=INSTANTS),
    st.builds(NeedLinkRenewed, need=CODES, team=CODES, at=INSTANTS),
    st.builds(ReferralMoved, need=CODES, team=CODES, to=CODES, at=INSTANTS),
)
TRACES = st.builds(
    Trace,
    id=st.just(""),
    demand=st.just(""),
    need=maybe(CODES),
    gesture=st.sampled_from(Gesture),
    by=CODES,
    at=INSTANTS,
    reason=TEXTS,
    teams=CODE_LISTS,
    to=maybe(CODES),
)
SURVEY_ANSWERS = st.builds(
    SurveyAnswers,
    contacted=st.booleans(),
    useful=st.booleans(),
    mark=st.integers(1, 5),
    comment=TEXTS,
    agrees_to_share=st.booleans(),
)
APPOINTMENTS = st.builds(Appointment, at=INSTANTS, place=TEXTS)
WORDS = st.builds(
    Words,
    kind=st.sampled_from(CommentKind),
    text=TEXTS,
    appointment=maybe(APPOINTMENTS),
    mentions=CODE_LISTS,
)
LETTERS = st.builds(
    Letter,
    id=st.just(""),
    fact=st.just(""),
    kind=st.sampled_from(LetterKind),
    recipient=TEXTS,
    queued_at=INSTANTS,
    not_before=INSTANTS,
    merged_under=st.none(),
    state=st.sampled_from(LetterState),
    marked_at=INSTANTS,
    tries=st.integers(0, 1000),
    tried_since=maybe(INSTANTS),
    refusal=maybe(st.builds(LetterRefusal, why=st.sampled_from(Why), code=maybe(CODES), at=INSTANTS)),
    address_key=maybe(CODES),
)
ACCOUNTS = st.builds(
    Account,
    id=st.just(""),
    email=st.just(""),
    name=TEXTS,
    password_hash=TEXTS,
    roles=st.frozensets(st.sampled_from(Role)),
    branches=CODE_LISTS,
    institution=maybe(CODES),
    landings=CODE_LISTS,
)
ANSWERS = st.dictionaries(
    TEXTS,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)
REPLIES = st.builds(Reply, digest=TEXTS, answer=ANSWERS)
TEMPLATES = st.builds(
    Template,
    name=CODES,
    title=TEXTS,
    subject=TEXTS,
    body=TEXTS,
    version=st.integers(1, 1000),
    at=INSTANTS,
    by=CODES,
)
