"""Values to rows and back, by hand: the domain knows nothing of its tables."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias, TypeVar, get_args

import msgspec
from attrs import frozen
from sqlalchemy import Row

from conseillers_adapters.documents import read
from conseillers_adapters.encoding import instant as encoded_instant
from conseillers_adapters.encoding import to_json as encoded
from conseillers_adapters.sql.tables import instant
from conseillers_application.decisions import KeptDecision
from conseillers_application.letters import Letter, LetterKind, LetterRefusal, LetterState, RefusedAddress
from conseillers_application.mails import Why
from conseillers_application.ports import Unwanted
from conseillers_application.views import InboxRow
from conseillers_domain.accounts import Account, Role
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand import Consents, Demand, DemandState, Flag
from conseillers_domain.demand_form import Contact, Origin
from conseillers_domain.events import Fact
from conseillers_domain.need import Need, NeedStatus, Referral
from conseillers_domain.position import Correction, HelpKind, Position, RefusalReason, Side, Stance
from conseillers_domain.referral import Leaving, LeftReferral
from conseillers_domain.routing import Profile
from conseillers_domain.setting_aside import SettingAside
from conseillers_domain.templates import Template
from conseillers_domain.traces import Gesture, Trace
from conseillers_domain.what_if import PastNeed

T = TypeVar("T")
AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Values = dict[str, Any]
"""What a row is made of, by column."""

_FACTS: Final[Mapping[str, type[Fact]]] = {kind.__name__: kind for kind in get_args(Fact)}
# Look-ups cost a fifth of what calling the enum does, and a page has dozens.
_STANCES: Final[Mapping[str, Stance]] = {one.value: one for one in Stance}
_STATUSES: Final[Mapping[str, NeedStatus]] = {one.value: one for one in NeedStatus}


def stored(at: datetime) -> str:
    """An instant as columns hold it, to the millisecond."""
    return encoded_instant(at)


def to_json(value: object) -> str:
    """A value as a column holds it."""
    return encoded(value).decode()


def from_json(kind: type[T], text: str) -> T:
    """The value a column holds."""
    return read(kind, json.loads(text))


def demand_values(demand: Demand) -> Values:
    """The row of a demand, its version left to the store."""
    return {
        "id": demand.id,
        "state": demand.state.value,
        "landing": demand.landing,
        "subject": demand.subject,
        "description": demand.description,
        "first_name": demand.contact.first_name,
        "last_name": demand.contact.last_name,
        "phone": demand.contact.phone,
        "email": demand.contact.email,
        "siret": demand.siret,
        "answers": to_json(demand.answers),
        "origin": None if demand.origin is None else to_json(demand.origin),
        "terms_version": demand.consents.terms_version,
        "declares_accuracy": int(demand.consents.declares_accuracy),
        "deposited_at": stored(demand.deposited_at),
        "establishment": None if demand.establishment is None else to_json(demand.establishment),
        "flags": " ".join(flag.value for flag in demand.flags),
        "aside": None if demand.aside is None else to_json(demand.aside),
        "merged_into": demand.merged_into,
        "forgotten_at": demand.forgotten_at and stored(demand.forgotten_at),
        "restricted_at": demand.restricted_at and stored(demand.restricted_at),
    }


def demand_of(row: AnyRow) -> Demand:
    """The demand a row holds."""
    at = instant(row.deposited_at)
    return Demand(
        id=row.id,
        landing=row.landing,
        subject=row.subject,
        description=row.description,
        contact=Contact(first_name=row.first_name, last_name=row.last_name, phone=row.phone, email=row.email),
        siret=Siret(row.siret),
        answers=json.loads(row.answers),
        origin=None if row.origin is None else from_json(Origin, row.origin),
        consents=Consents(
            terms_version=row.terms_version, declares_accuracy=bool(row.declares_accuracy), at=at
        ),
        deposited_at=at,
        establishment=None if row.establishment is None else from_json(Establishment, row.establishment),
        state=DemandState(row.state),
        flags=tuple(map(Flag, row.flags.split())),
        aside=None if row.aside is None else from_json(SettingAside, row.aside),
        forgotten_at=row.forgotten_at and instant(row.forgotten_at),
        restricted_at=row.restricted_at and instant(row.restricted_at),
        version=row.version,
    )


def referral_values(need: str, rank: int, referral: Referral) -> Values:
    """The row of a referral; its stance is there to be searched."""
    return {
        "need": need,
        "team": referral.team,
        "rank": rank,
        "sent_at": stored(referral.sent_at),
        "stance": referral.stance.value,
    }


def position_values(need: str, team: str, rank: int, position: Position) -> Values:
    """The row of a position."""
    return {
        "need": need,
        "team": team,
        "rank": rank,
        "stance": position.stance.value,
        "by": position.by,
        "at": stored(position.at),
        "side": position.side.value,
        "reason": position.reason and position.reason.value,
        **position_words(position),
    }


def position_words(position: Position) -> Values:
    """What may be corrected of it."""
    return {
        "help": " ".join(kind.value for kind in position.help),
        "note": position.note,
        "corrections": to_json(position.corrections) if position.corrections else None,
    }


def position_of(row: AnyRow) -> Position:
    """The position a row holds."""
    return Position(
        stance=Stance(row.stance),
        by=row.by,
        at=instant(row.at),
        side=Side(row.side),
        reason=row.reason and RefusalReason(row.reason),
        help=tuple(map(HelpKind, row.help.split())),
        note=row.note,
        corrections=from_json(tuple[Correction, ...], row.corrections) if row.corrections else (),
    )


def need_of(row: AnyRow, lines: Iterable[AnyRow]) -> Need:
    """The need that these rows hold; a line a position, with its referral, or a referral without any."""
    asked, said = dict[str, AnyRow](), dict[str, list[Position]]()
    for line in lines:
        asked[line.team] = line
        if line.stance is not None:
            said.setdefault(line.team, []).append(position_of(line))
    found = {
        team: Referral(team=team, sent_at=instant(line.sent_at), positions=tuple(said.get(team, ())))
        for team, line in asked.items()
    }
    return Need(
        id=row.id,
        demand=row.demand,
        subject=row.subject,
        created_at=instant(row.created_at),
        referrals=tuple(one for team, one in found.items() if asked[team].left_at is None),
        left=tuple(
            LeftReferral(referral=one, how=Leaving(asked[team].how), at=instant(asked[team].left_at))
            for team, one in found.items()
            if asked[team].left_at is not None
        ),
        version=row.version,
    )


def trace_values(trace: Trace) -> Values:
    """The row of a trace."""
    return {
        "id": trace.id,
        "demand": trace.demand,
        "need": trace.need,
        "gesture": trace.gesture.value,
        "by": trace.by,
        "at": stored(trace.at),
        "reason": trace.reason,
        "teams": to_json(trace.teams),
        "to": trace.to,
    }


def trace_of(row: AnyRow) -> Trace:
    """The trace a row holds."""
    return Trace(
        id=row.id,
        demand=row.demand,
        need=row.need,
        gesture=Gesture(row.gesture),
        by=row.by,
        at=instant(row.at),
        reason=row.reason,
        teams=tuple(json.loads(row.teams)),
        to=row.to,
    )


def template_values(template: Template) -> Values:
    """The row of a version of a text."""
    return {
        "name": template.name,
        "version": template.version,
        "title": template.title,
        "subject": template.subject,
        "body": template.body,
        "at": template.at and stored(template.at),
        "by": template.by,
    }


def template_of(row: AnyRow) -> Template:
    """The version of a text that a row holds."""
    return Template(
        name=row.name,
        version=row.version,
        title=row.title,
        subject=row.subject,
        body=row.body,
        at=instant(row.at),
        by=row.by,
    )


def unwanted_values(unwanted: Unwanted) -> Values:
    """The row of somebody whose demands are unwanted."""
    return {
        "kind": unwanted.kind,
        "value": unwanted.value,
        "by": unwanted.by,
        "at": stored(unwanted.at),
        "reason": unwanted.reason,
    }


def unwanted_of(row: AnyRow) -> Unwanted:
    """Whom a row says to be unwanted."""
    return Unwanted(kind=row.kind, value=row.value, by=row.by, at=instant(row.at), reason=row.reason)


@frozen
class _Looked:
    """The part of a decision that routing looked at."""

    profile: Profile
    on: date


# Tens of thousands are read at once: msgspec makes the domain's classes twenty times as fast as the reading
# that tells every fault, and what the service wrote itself has none.
_DECISION = msgspec.json.Decoder(KeptDecision)
_LOOKED = msgspec.json.Decoder(_Looked)


def decision_of(text: str) -> KeptDecision:
    """The decision a column holds."""
    return _DECISION.decode(text)


def past_need_of(need: str, text: str) -> PastNeed:
    """What routing looked at in the decision a column holds."""
    looked = _LOOKED.decode(text)
    return PastNeed(id=need, profile=looked.profile, on=looked.on)


def inbox_row(row: AnyRow) -> InboxRow:
    """One line of a list, its columns in the order the list asks for them."""
    need, team, sent_at, stance, subject, company, commune_name, deposited_at, status = row
    return InboxRow(
        need=need,
        subject=subject,
        company=company,
        commune_name=commune_name,
        deposited_at=instant(deposited_at),
        sent_at=instant(sent_at),
        team=team,
        stance=_STANCES[stance],
        status=_STATUSES[status],
    )


def fact_values(fact_id: str, fact: Fact) -> Values:
    """The row of a fact."""
    return {
        "id": fact_id,
        "kind": type(fact).__name__,
        "at": stored(fact.at),
        "body": to_json(fact),
    }


def fact_of(row: AnyRow) -> Fact:
    """The fact a row holds."""
    return from_json(_FACTS[row.kind], row.body)


def letter_values(letter: Letter) -> Values:
    """The row of a letter."""
    return {
        "fact": letter.fact,
        "kind": letter.kind.value,
        "recipient": letter.recipient,
        "queued_at": stored(letter.queued_at),
        "merged_under": letter.merged_under,
        **letter_progress(letter),
    }


def letter_progress(letter: Letter) -> Values:
    """What changes of it, and its id."""
    refusal = letter.refusal
    return {
        "id": letter.id,
        "not_before": stored(letter.not_before),
        "state": letter.state.value,
        "marked_at": stored(letter.marked_at),
        "tries": letter.tries,
        "tried_since": letter.tried_since and stored(letter.tried_since),
        "refused_why": refusal and refusal.why.value,
        "refused_code": refusal and refusal.code,
        "refused_at": refusal and stored(refusal.at),
        "address_key": letter.address_key,
    }


def letter_of(row: AnyRow) -> Letter:
    """The letter a row holds."""
    return Letter(
        id=row.id,
        fact=row.fact,
        kind=LetterKind(row.kind),
        recipient=row.recipient,
        queued_at=instant(row.queued_at),
        not_before=instant(row.not_before),
        merged_under=row.merged_under,
        state=LetterState(row.state),
        marked_at=instant(row.marked_at),
        tries=row.tries,
        tried_since=row.tried_since and instant(row.tried_since),
        refusal=row.refused_why
        and LetterRefusal(why=Why(row.refused_why), code=row.refused_code, at=instant(row.refused_at)),
        address_key=row.address_key,
    )


def refused_address_values(refused: RefusedAddress) -> Values:
    """The row of a refused address."""
    return {
        "key": refused.key,
        "why": refused.why.value,
        "code": refused.code,
        "at": stored(refused.at),
        "letter": refused.letter,
    }


def refused_address_of(row: AnyRow) -> RefusedAddress:
    """The refused address a row holds."""
    return RefusedAddress(key=row.key, why=Why(row.why), code=row.code, at=instant(row.at), letter=row.letter)


def account_values(account: Account) -> Values:
    """The row of an account; `email_key` makes addresses unique whatever their case.

    A forgotten account has no address: its id stands for it.
    """
    return {
        "id": account.id,
        "email_key": account.email.lower() or account.id,
        "email": account.email,
        "name": account.name,
        "password_hash": account.password_hash,
        "roles": " ".join(sorted(role.value for role in account.roles)),
        "branches": to_json(account.branches),
        "staff": int(Role.STAFF in account.roles),
        "institution": account.institution,
        "landings": to_json(account.landings),
    }


def account_of(row: AnyRow) -> Account:
    """The account a row holds."""
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        password_hash=row.password_hash,
        roles=frozenset(map(Role, row.roles.split())),
        branches=tuple(json.loads(row.branches)),
        institution=row.institution,
        landings=tuple(json.loads(row.landings)),
    )
