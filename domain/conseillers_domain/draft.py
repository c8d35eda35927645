"""The draft: what a company has typed of a demand so far, kept so that it can be finished (brouillon)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from attrs import Factory, evolve, frozen

from conseillers_domain.demand_form import LENGTHS, ORIGIN_LENGTHS, Origin
from conseillers_domain.errors import Fault, pointer, too_long


@frozen(kw_only=True)
class DraftForm:
    """A deposit form as far as it is filled in: any field may be empty, none is judged yet but by its length.

    What is accepted and attested is not part of it: that is done at the end, each time.
    """

    landing: str = ""
    subject: str = ""
    description: str = ""
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    email: str = ""
    siret: str = ""
    answers: Mapping[str, str] = Factory(dict)
    origin: Origin | None = None

    def faults(self) -> tuple[Fault, ...]:
        """What no deposit could hold."""
        return tuple(self._too_long())

    def _too_long(self) -> Iterator[Fault]:
        for name, most in LENGTHS.items():
            if len(getattr(self, name)) > most:
                yield Fault(pointer(name), "too_long", too_long(most))
        for name, most in ORIGIN_LENGTHS.items():
            if self.origin is not None and len(getattr(self.origin, name) or "") > most:
                yield Fault(pointer("origin", name), "too_long", too_long(most))


@frozen(kw_only=True)
class Draft:
    """A draft as it is kept, until it expires; `address`: where its author may be reminded of it, if any."""

    id: str
    form: DraftForm
    address: str | None
    created_at: datetime
    expires_at: datetime

    def changed(self, form: DraftForm, address: str | None, expires_at: datetime) -> "Draft":
        """The same, filled in otherwise."""
        return evolve(self, form=form, address=address, expires_at=expires_at)
