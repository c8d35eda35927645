"""A company deposits a demand, or asks what would become of it (CGU 4.1, 4.2)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.assessment import Assessment, assess
from conseillers_application.drafts import DraftKey, is_right
from conseillers_application.once_more import once_more
from conseillers_application.ports import (
    Clock,
    Contacts,
    Ids,
    NoteDecision,
    Registry,
    RegistrySilent,
    Secrets,
    UnitOfWork,
    Work,
    noted_by_nobody,
)
from conseillers_application.public_form import FormGuard, Sending, is_trapped
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_application.transmission import Transmit, institution_names
from conseillers_application.views import Eligibility, Receipt
from conseillers_domain.catalogue import Catalogue, Transmission
from conseillers_domain.company import Establishment
from conseillers_domain.demand import Demand, DemandState, deposited, establishment_faults
from conseillers_domain.demand_form import CheckedForm, DemandForm, check_form
from conseillers_domain.errors import Fault, Invalid, told_once
from conseillers_domain.events import DemandDeposited, EnrichmentAwaited
from conseillers_domain.position import BY_RULE
from conseillers_domain.setting_aside import AsideReason, Seemed, SettingAside
from conseillers_domain.terms import TERMS_VERSION

FOLLOW: Final = "follow-demand"
"""What a company's follow-up link is signed for."""


@frozen(kw_only=True)
class Read:
    """A form read without a fault, with what the registry says of its SIRET."""

    checked: CheckedForm
    establishment: Establishment | None
    registry_silent: bool
    catalogue: Catalogue


@frozen(kw_only=True)
class ReadForm:
    """Reads a form, asks the registry, and tells every fault at once."""

    contacts: Contacts
    registry: Registry
    terms_version: str = TERMS_VERSION

    def __call__(self, form: DemandForm, catalogue: Catalogue, known: tuple[Fault, ...]) -> Read:
        """`known`: the faults of shape found already. Raises Invalid with all of them."""
        checked = check_form(form, catalogue, self.contacts, self.terms_version)
        faults = checked if isinstance(checked, tuple) else ()
        if isinstance(checked, tuple) or known:
            raise Invalid(*told_once(known, faults))
        establishment, silent = self._look_up(checked)
        if closed := establishment_faults(establishment):
            raise Invalid(*closed)
        return Read(
            checked=checked,
            establishment=establishment,
            registry_silent=silent,
            catalogue=catalogue,
        )

    def _look_up(self, checked: CheckedForm) -> tuple[Establishment | None, bool]:
        try:
            return self.registry.find(checked.siret), False
        except RegistrySilent:
            return None, True


@frozen(kw_only=True)
class DepositDemand:
    """A company deposits a demand; it leaves at once for the teams concerned unless somebody must look.

    The registry is asked outside the transaction and its silence blocks nothing (CGU 5.1): the demand
    is kept and its company looked up afterwards.
    """

    begin: UnitOfWork
    read: UnitOfWork
    read_form: ReadForm
    transmit: Transmit
    secrets: Secrets
    guard: FormGuard
    now: Clock
    new_id: Ids
    transmission: Transmission
    base_url: str
    note: NoteDecision = noted_by_nobody

    @once_more
    def __call__(
        self,
        form: DemandForm,
        *,
        known: tuple[Fault, ...] = (),
        repeat: Repeat | None = None,
        draft: DraftKey | None = None,
        sending: Sending | None = None,
    ) -> Receipt:
        """Raises Invalid with every fault, TooMany, or Unavailable when the landing is paused.

        `draft`: the one it was typed in, which ends; a wrong link to one changes nothing. `sending`: how it
        came, when anybody may have sent it.
        """
        with self.read() as work:
            if (before := answered(work, repeat, self.now())) is not None:
                return self._receipt(before)
            catalogue = work.catalogues.current()
        if sending is not None:
            self.guard.must_have_been_read(sending)
        read = self.read_form(form, catalogue, known)
        at = self.now()
        with self.begin() as work:
            if (before := answered(work, repeat, self.now())) is not None:
                return self._receipt(before)
            demand = deposited(read.checked, demand_id=self.new_id(), at=at, establishment=read.establishment)
            assessment = self.assess(work, demand, read, at)
            answer = _answer(assessment, work)
            if is_trapped(sending) or work.spam.holds(demand.siret, demand.contact.email):
                # Not counted as the company's: anybody may have named it.
                work.demands.add(_silently_set_aside(assessment, work, at))
            else:
                if sending is not None:
                    self.guard.count(work, read.checked.siret)
                work.demands.add(assessment.outcome)
                self.transmit(work, assessment, need_id=self.new_id(), at=at)
            work.outbox.put(DemandDeposited(demand=demand.id, at=at))
            if read.registry_silent:
                work.outbox.put(EnrichmentAwaited(demand=demand.id, at=at))
            keep(work, repeat, answer, at)
            if draft is not None and is_right(draft, self.secrets):
                work.drafts.drop(draft.id)
        if assessment.routing is not None:
            self.note(assessment.routing)
        return self._receipt(answer)

    def assess(self, work: Work, demand: Demand, read: Read, at: datetime) -> Assessment:
        """What becomes of this demand, seen from its transaction."""
        return assess(
            demand,
            work.demands.past(demand.siret, demand.contact.email),
            work.directories.current(),
            self.transmit.geography,
            read.catalogue.transmission(demand.landing, self.transmission),
            registry_silent=read.registry_silent,
            at=at,
        )

    def would(self, form: DemandForm, *, known: tuple[Fault, ...] = ()) -> Eligibility:
        """What would become of this demand; nothing is stored. Raises as a deposit does."""
        with self.read() as work:
            catalogue = work.catalogues.current()
        read = self.read_form(form, catalogue, known)
        at = self.now()
        with self.read() as work:
            demand = deposited(read.checked, demand_id="", at=at, establishment=read.establishment)
            assessment = self.assess(work, demand, read, at)
            leaves = assessment.leaves
            outcome = DemandState.TRANSMITTED if leaves else DemandState.TO_QUALIFY
            return Eligibility(
                outcome=outcome.value,
                institutions=_institutions(assessment, work),
                flags=tuple(flag.value for flag in assessment.demand.flags),
            )

    def _receipt(self, answer: Mapping[str, object]) -> Receipt:
        demand_id, institutions = str(answer["id"]), answer["institutions"]
        assert isinstance(institutions, list)
        return Receipt(
            id=demand_id,
            state=str(answer["state"]),
            follow_url=follow_url(self.base_url, self.secrets, demand_id),
            institutions=tuple(institutions),
        )


def follow_url(base_url: str, secrets: Secrets, demand_id: str) -> str:
    """Where the company sees what becomes of its demand; the token is signed, kept nowhere."""
    return f"{base_url}/api/demands/{demand_id}?token={secrets.sign(FOLLOW, demand_id)}"


def _institutions(assessment: Assessment, work: Work) -> tuple[str, ...]:
    if assessment.routing is None or not assessment.leaves:
        return ()
    return institution_names(assessment.routing.teams, work.directories.current().directory)


def _silently_set_aside(assessment: Assessment, work: Work, at: datetime) -> Demand:
    """An unwanted demand: kept with what its depositor is answered, and put before nobody."""
    seemed = Seemed(state=assessment.outcome.state.value, institutions=_institutions(assessment, work))
    aside = SettingAside(reason=AsideReason.SPAM, by=BY_RULE, at=at, seemed=seemed)
    return assessment.demand.set_aside(aside)


def _answer(assessment: Assessment, work: Work) -> dict[str, object]:
    return {
        "id": assessment.outcome.id,
        "state": assessment.outcome.state.value,
        "institutions": list(_institutions(assessment, work)),
    }
