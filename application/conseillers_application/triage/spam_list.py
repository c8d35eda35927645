"""Whose demands are unwanted: they get the usual answer, and go nowhere (CGU 6.2)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from enum import StrEnum

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Contacts, UnitOfWork, Unwanted
from conseillers_application.referral_views import SOMEBODY
from conseillers_application.triage.seen import UNSEEN, Seen
from conseillers_domain.accounts import Act, Person
from conseillers_domain.company import SiretFault, parse_siret
from conseillers_domain.errors import Fault, Invalid, NotFound
from conseillers_domain.traces import reason_faults


class UnwantedKind(StrEnum):
    """What somebody unwanted is known by."""

    EMAIL = "email"
    SIRET = "siret"


@frozen(kw_only=True)
class NewUnwanted:
    """An e-mail or a SIRET to be put on the list, and why."""

    kind: UnwantedKind
    value: str
    reason: str = ""


@frozen(kw_only=True)
class NoLongerUnwanted:
    """An e-mail or a SIRET to be taken off the list, as it is listed."""

    kind: UnwantedKind
    value: str


@frozen(kw_only=True)
class UnwantedLine:
    """Somebody on the list; `by`: the name of who put them there."""

    kind: UnwantedKind
    value: str
    by: str
    at: datetime
    reason: str


@frozen(kw_only=True)
class UnwantedPage:
    """Some of the list, e-mails first."""

    items: tuple[UnwantedLine, ...]
    next: str | None


@frozen(kw_only=True)
class ManageSpam:
    """Staff says whose demands are unwanted, and changes its mind."""

    begin: UnitOfWork
    read: UnitOfWork
    contacts: Contacts
    now: Clock

    def page(self, person: Person, *, cursor: str | None = None, limit: int = 25) -> UnwantedPage:
        """Raises NotFound to who may not."""
        person.must_be_allowed(Act.TRIAGE)
        after = _read_mark(cursor) if cursor else None
        with self.read() as work:
            found = work.spam.page(after, limit + 1)
            shown = found[:limit]
            ids = frozenset(one.by for one in shown)
            names = work.accounts.names(ids) if ids else {}
        end = shown[-1] if len(found) > limit else None
        return UnwantedPage(
            items=tuple(_line(one, names.get(one.by, SOMEBODY)) for one in shown),
            next=None if end is None else urlsafe_b64encode(f"{end.kind} {end.value}".encode()).decode(),
        )

    @once_more
    def add(self, person: Person, new: NewUnwanted, seen: Seen = UNSEEN) -> UnwantedLine:
        """Put one on the list. Raises NotFound to who may not, and Invalid."""
        person.must_be_allowed(Act.TRIAGE)
        value = self._read(new)
        wrong = value if isinstance(value, Fault) else None
        seen.must_be_right(*((wrong,) if wrong else ()), *reason_faults(new.reason, needed=False))
        unwanted = Unwanted(
            kind=new.kind.value, value=str(value), by=person.id, at=self.now(), reason=new.reason.strip()
        )
        with self.begin() as work:
            work.spam.add(unwanted)
        return _line(unwanted, person.name)

    @once_more
    def remove(self, person: Person, one: NoLongerUnwanted) -> None:
        """Take one off. Raises NotFound to who may not, and for one that is not there."""
        person.must_be_allowed(Act.TRIAGE)
        with self.begin() as work:
            if not work.spam.remove(one.kind.value, one.value):
                raise NotFound("Cette adresse ou ce SIRET n’est pas, ou n’est plus, sur la liste.")

    def _read(self, new: NewUnwanted) -> str | Fault:
        if new.kind is UnwantedKind.SIRET:
            siret = parse_siret(new.value)
            return Fault("/value", siret.value, siret.sentence) if isinstance(siret, SiretFault) else siret
        email = self.contacts.email(new.value)
        if email is None:
            return Fault("/value", "format", "Cette adresse e-mail n’est pas valable.")
        return email


def _read_mark(text: str) -> tuple[str, str]:
    try:
        kind, value = urlsafe_b64decode(text.encode()).decode().split(" ")
    except ValueError:
        raise Invalid(
            Fault("/cursor", "format", "Cette marque de page n’est pas valable : reprenez au début.")
        ) from None
    return kind, value


def _line(unwanted: Unwanted, by: str) -> UnwantedLine:
    return UnwantedLine(
        kind=UnwantedKind(unwanted.kind),
        value=unwanted.value,
        by=by,
        at=unwanted.at,
        reason=unwanted.reason,
    )
