"""What staff does, on a service in memory."""

from attrs import frozen

from conseillers_application.deposit_demand import ReadForm
from conseillers_application.triage.archive import ArchiveReferrals
from conseillers_application.triage.batch import DoInBatch
from conseillers_application.triage.complete_demand import CompleteDemand
from conseillers_application.triage.demand_views import DemandAtStaff
from conseillers_application.triage.keep_need import KeepNeed
from conseillers_application.triage.merge_demands import MergeDemands
from conseillers_application.triage.move_team import MoveTeam
from conseillers_application.triage.put_before import PutBefore
from conseillers_application.triage.qualify import Qualify
from conseillers_application.triage.read_demands import ListDemands, ReadDemand
from conseillers_application.triage.reassess import Reassess
from conseillers_application.triage.referrals import ChangeReferrals
from conseillers_application.triage.set_aside import SetAside, TakeBack
from conseillers_application.triage.spam_list import ManageSpam
from conseillers_application.triage.template_texts import EditTemplates
from conseillers_application.triage.tracing import ReadTraces, Tracer
from conseillers_application.triage.transmit_demand import TransmitDemand
from conseillers_application.views import Receipt
from conseillers_domain.accounts import Person
from tests.application.service import BASE_URL, Service
from tests.domain.country import COUNTRY

WHY = "L’équipe l’a demandé."


@frozen
class Triage:
    """The use cases of staff around a service."""

    service: Service

    @property
    def staff(self) -> Person:
        """Somebody who runs the service."""
        return self.service.person("staff")

    @property
    def trace(self) -> Tracer:
        """Keeps gestures."""
        return Tracer(new_id=self.service.new_id, now=self.service.now)

    @property
    def keep(self) -> KeepNeed:
        """Keeps a need and what follows."""
        return KeepNeed(owe_answer=self.service.owe_answer)

    @property
    def referrals(self) -> ChangeReferrals:
        """One team more, one less, one instead of another."""
        return ChangeReferrals(
            begin=self.service.store.begin, keep=self.keep, trace=self.trace, now=self.service.now
        )

    def move_team(self, at_once: int = 500) -> MoveTeam:
        """Everything of a team to another."""
        store = self.service.store
        return MoveTeam(
            begin=store.begin,
            read=store.read,
            keep=self.keep,
            trace=self.trace,
            now=self.service.now,
            at_once=at_once,
        )

    @property
    def archive(self) -> ArchiveReferrals:
        """What nobody answered."""
        store = self.service.store
        return ArchiveReferrals(
            begin=store.begin, read=store.read, keep=self.keep, trace=self.trace, now=self.service.now
        )

    def traces(self, need: str) -> list[tuple[str, str, str]]:
        """What was done with a need, by whom and why."""
        found = ReadTraces(read=self.service.store.read)(self.staff, need).items
        return [(one.gesture, one.by, one.reason) for one in found]

    @property
    def reassess(self) -> Reassess:
        """A demand seen again."""
        return Reassess(geography=COUNTRY, transmission=self.service.transmission)

    @property
    def put_before(self) -> PutBefore:
        """A need before its teams."""
        return PutBefore(geography=COUNTRY, new_id=self.service.new_id, owe_answer=self.service.owe_answer)

    @property
    def list(self) -> ListDemands:
        """A tab."""
        return ListDemands(read=self.service.store.read, geography=COUNTRY)

    @property
    def read(self) -> ReadDemand:
        """One demand."""
        service = self.service
        return ReadDemand(
            read=service.store.read, sheet=service.read_sheet, reassess=self.reassess, now=service.now
        )

    def seen(self, receipt: Receipt) -> DemandAtStaff:
        """One demand, by what its company was answered."""
        return self.read(self.staff, receipt.id)

    @property
    def qualify(self) -> Qualify:
        """The subject chosen."""
        return Qualify(
            begin=self.service.store.begin,
            reassess=self.reassess,
            put_before=self.put_before,
            trace=self.trace,
            now=self.service.now,
        )

    @property
    def transmit(self) -> TransmitDemand:
        """A demand sent on."""
        return TransmitDemand(
            begin=self.service.store.begin,
            reassess=self.reassess,
            put_before=self.put_before,
            trace=self.trace,
            now=self.service.now,
        )

    @property
    def set_aside(self) -> SetAside:
        """A demand that goes no further."""
        return SetAside(
            begin=self.service.store.begin, keep=self.keep, trace=self.trace, now=self.service.now
        )

    @property
    def take_back(self) -> TakeBack:
        """One that does after all."""
        return TakeBack(
            begin=self.service.store.begin,
            reassess=self.reassess,
            trace=self.trace,
            now=self.service.now,
        )

    @property
    def merge(self) -> MergeDemands:
        """One demand into another."""
        return MergeDemands(
            begin=self.service.store.begin, keep=self.keep, trace=self.trace, now=self.service.now
        )

    @property
    def batch(self) -> DoInBatch:
        """Many at once."""
        return DoInBatch(transmit=self.transmit, set_aside=self.set_aside, qualify=self.qualify)

    @property
    def templates(self) -> EditTemplates:
        """What is written to companies."""
        store = self.service.store
        return EditTemplates(begin=store.begin, read=store.read, now=self.service.now)

    @property
    def spam(self) -> ManageSpam:
        """Whose demands are unwanted."""
        service = self.service
        return ManageSpam(
            begin=service.store.begin,
            read=service.store.read,
            contacts=service.contacts,
            now=service.now,
        )

    @property
    def complete(self) -> CompleteDemand:
        """A company completes its demand."""
        service = self.service
        return CompleteDemand(
            begin=service.store.begin,
            read=service.store.read,
            read_form=ReadForm(contacts=service.contacts, registry=service.registry),
            reassess=self.reassess,
            put_before=self.put_before,
            trace=self.trace,
            secrets=service.secrets,
            now=service.now,
            base_url=BASE_URL,
        )
