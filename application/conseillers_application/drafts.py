"""A company keeps what it typed of a demand, and comes back to it by a link that it alone has (CGU 4.1)."""

from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Contacts, Ids, Secrets, UnitOfWork, Work
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_domain.draft import Draft, DraftForm
from conseillers_domain.errors import Fault, Invalid, NotFound, told_once

DRAFT: Final = "draft"
"""What the link of a draft is signed for."""

UNKNOWN: Final = "Ce brouillon n’existe pas ou n’existe plus, ou le lien est incomplet."


@frozen(kw_only=True)
class DraftKey:
    """A draft by its link; `token`: what proves that who asks was given it."""

    id: str
    token: str


@frozen(kw_only=True)
class DraftView:
    """A draft as its author finds it again; `url`: where."""

    id: str
    token: str
    url: str
    form: DraftForm
    created_at: datetime
    expires_at: datetime


@frozen(kw_only=True)
class KeepDraft:
    """Keeps a draft, gives it back, changes it, drops it; each change puts its end off."""

    begin: UnitOfWork
    read: UnitOfWork
    contacts: Contacts
    secrets: Secrets
    now: Clock
    new_id: Ids
    base_url: str
    kept: timedelta

    @once_more
    def __call__(
        self, form: DraftForm, *, known: tuple[Fault, ...] = (), repeat: Repeat | None = None
    ) -> DraftView:
        """Keep a new one. Raises Invalid; `known`: the faults of shape found already."""
        must_hold(form, known)
        at = self.now()
        with self.begin() as work:
            if (before := answered(work, repeat, at)) is not None:
                return self._view(work.drafts.get(str(before["id"])))
            draft = Draft(
                id=self.new_id(),
                form=form,
                address=self._address(form),
                created_at=at,
                expires_at=at + self.kept,
            )
            work.drafts.add(draft)
            keep(work, repeat, {"id": draft.id}, at)
        return self._view(draft)

    def show(self, key: DraftKey) -> DraftView:
        """Give it back. Raises NotFound for a wrong link, or a draft that is over."""
        with self.read() as work:
            return self._view(self._mine(work, key))

    @once_more
    def change(self, key: DraftKey, form: DraftForm, *, known: tuple[Fault, ...] = ()) -> DraftView:
        """Fill it in otherwise. Raises NotFound, Invalid."""
        with self.begin() as work:
            draft = self._mine(work, key)
            must_hold(form, known)
            draft = draft.changed(form, self._address(form), self.now() + self.kept)
            work.drafts.save(draft)
        return self._view(draft)

    @once_more
    def drop(self, key: DraftKey) -> None:
        """Keep it no more. Raises NotFound."""
        with self.begin() as work:
            work.drafts.drop(self._mine(work, key).id)

    def _mine(self, work: Work, key: DraftKey) -> Draft:
        if not is_right(key, self.secrets):
            raise NotFound(UNKNOWN)
        draft = work.drafts.get(key.id)
        if draft.expires_at <= self.now():
            raise NotFound(UNKNOWN)
        return draft

    def _address(self, form: DraftForm) -> str | None:
        return self.contacts.email(form.email) if form.email.strip() else None

    def _view(self, draft: Draft) -> DraftView:
        return DraftView(
            id=draft.id,
            token=self.secrets.sign(DRAFT, draft.id),
            url=draft_url(self.base_url, self.secrets, draft.id),
            form=draft.form,
            created_at=draft.created_at,
            expires_at=draft.expires_at,
        )


def must_hold(form: DraftForm, known: tuple[Fault, ...]) -> None:
    """Raise Invalid with all that is wrong in a draft."""
    if faults := told_once(known, form.faults()):
        raise Invalid(*faults)


def is_right(key: DraftKey, secrets: Secrets) -> bool:
    """Whether that link is the draft's."""
    return secrets.signed(DRAFT, key.id, key.token)


def draft_url(base_url: str, secrets: Secrets, draft_id: str) -> str:
    """Where a draft is found again; the token is signed, kept nowhere."""
    return f"{base_url}/api/drafts/{draft_id}?token={secrets.sign(DRAFT, draft_id)}"
