"""An agent of a listed institution asks for an account; nobody opens their own (CGU 4.3.A)."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Contacts, Ids, UnitOfWork
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_domain.access_request import AccessForm, AccessRequest, request_of
from conseillers_domain.errors import Fault, Invalid, told_once


@frozen(kw_only=True)
class AccessReceipt:
    """What who asked is told: when it was received, and where to write meanwhile."""

    id: str
    asked_at: datetime
    contact_email: str


@frozen(kw_only=True)
class ListedInstitution:
    """An institution whose agents may ask for an account."""

    slug: str
    name: str


@frozen(kw_only=True)
class AccessInformation:
    """What one has to know to ask: the listed institutions, and where else to write (CGU 4.3.A)."""

    institutions: tuple[ListedInstitution, ...]
    contact_email: str


@frozen(kw_only=True)
class AskForAccess:
    """Keeps a request for an account, of which staff is told.

    One that is sent again while the former waits is that one: nobody is told twice.
    """

    begin: UnitOfWork
    read: UnitOfWork
    contacts: Contacts
    now: Clock
    new_id: Ids
    contact_email: str

    @once_more
    def __call__(
        self, form: AccessForm, *, known: tuple[Fault, ...] = (), repeat: Repeat | None = None
    ) -> AccessReceipt:
        """Raises Invalid, with the reason; `known`: the faults of shape found already."""
        at = self.now()
        with self.begin() as work:
            if (before := answered(work, repeat, at)) is not None:
                return self._receipt(work.access_requests.get(str(before["id"])))
            directory = work.directories.current().directory
            if faults := told_once(known, form.faults(directory, self.contacts)):
                raise Invalid(*faults)
            email = self.contacts.email(form.email)
            assert email is not None  # it has no fault
            new = request_of(form, request_id=self.new_id(), email=email, at=at)
            request = work.access_requests.add(new)
            if request == new:
                work.outbox.put(request.asked())
            keep(work, repeat, _answer(request), at)
        return self._receipt(request)

    def information(self) -> AccessInformation:
        """What one has to know to ask."""
        with self.read() as work:
            institutions = work.directories.current().directory.institutions
        return AccessInformation(
            institutions=tuple(
                ListedInstitution(slug=one.slug, name=one.name)
                for one in institutions.values()
                if not one.closed
            ),
            contact_email=self.contact_email,
        )

    def _receipt(self, request: AccessRequest) -> AccessReceipt:
        return AccessReceipt(id=request.id, asked_at=request.asked_at, contact_email=self.contact_email)


def _answer(request: AccessRequest) -> Mapping[str, object]:
    return {"id": request.id}
