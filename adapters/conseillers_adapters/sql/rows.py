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
from conseillers_application.letters import (
    Letter,
    LetterKind,
    LetterRefusal,
    LetterState,
    RefusedAddress,
)
from conseillers_application.mails import Why
from conseillers_application.views import InboxRow
from conseillers_domain.accounts import Account, Role
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand import Consents, Demand, DemandState, Flag
from conseillers_domain.demand_form import Contact, Origin
from conseillers_domain.events import Fact
from conseillers_domain.need import Need, NeedStatus, Referral
from conseillers_domain.position import HelpKind, Position, RefusalReason, Side, Stance
from conseillers_domain.routing import Profile
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
        "archived_at": referral.archived_at and stored(referral.archived_at),
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
        "help": " ".join(kind.value for kind in position.help),
        "note": position.note,
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
    )


def need_of(row: AnyRow, lines: Iterable[AnyRow]) -> Need:
    """The need that these rows hold; a line a position, with its referral, or a referral without any."""
    sent, said = dict[str, AnyRow](), dict[str, list[Position]]()
    for line in lines:
        sent[line.team] = line
        if line.stance is not None:
            said.setdefault(line.team, []).append(position_of(line))
    return Need(
        id=row.id,
        demand=row.demand,
        subject=row.subject,
        created_at=instant(row.created_at),
        referrals=tuple(
            Referral(
                team=team,
                sent_at=instant(line.sent_at),
                positions=tuple(said.get(team, ())),
                archived_at=line.archived_at and instant(line.archived_at),
            )
            for team, line in sent.items()
        ),
        version=row.version,
    )


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
    """The row of an account; `email_key` makes addresses unique whatever their case."""
    return {
        "id": account.id,
        "email_key": account.email.lower(),
        "email": account.email,
        "name": account.name,
        "password_hash": account.password_hash,
        "roles": " ".join(sorted(role.value for role in account.roles)),
        "branches": to_json(account.branches),
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
    )
