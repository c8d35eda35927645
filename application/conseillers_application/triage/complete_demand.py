"""The company completes a demand that was set aside for what it lacked: it takes its way again (CGU 4.1)."""

from collections.abc import Mapping

from attrs import evolve, frozen

from conseillers_application.deposit_demand import ReadForm, follow_url
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_application.transmission import institution_names
from conseillers_application.triage.completion_links import right_link
from conseillers_application.triage.put_before import PutBefore
from conseillers_application.triage.reassess import Reassess
from conseillers_application.triage.tracing import Tracer
from conseillers_application.views import Receipt
from conseillers_domain.demand import Demand, Flag
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.errors import Fault, NotFound
from conseillers_domain.events import EnrichmentAwaited
from conseillers_domain.traces import BY_COMPANY, Gesture


@frozen(kw_only=True)
class ToComplete:
    """The demand as it was deposited, to be sent again once completed."""

    landing: str
    subject: str
    description: str
    first_name: str
    last_name: str
    phone: str
    email: str
    siret: str
    answers: Mapping[str, str]


@frozen(kw_only=True)
class CompleteDemand:
    """Reads what is to be completed, and takes it back completed; who has not the link finds nothing."""

    begin: UnitOfWork
    read: UnitOfWork
    read_form: ReadForm
    reassess: Reassess
    put_before: PutBefore
    trace: Tracer
    secrets: Secrets
    now: Clock
    base_url: str

    def to_complete(self, demand_id: str, token: str) -> ToComplete:
        """Raises NotFound for a link that is wrong, or over."""
        with self.read() as work:
            demand = self._found(work, demand_id, token)
        return ToComplete(
            landing=demand.landing,
            subject=demand.subject,
            description=demand.description,
            first_name=demand.contact.first_name,
            last_name=demand.contact.last_name,
            phone=demand.contact.phone,
            email=demand.contact.email,
            siret=demand.siret,
            answers=demand.answers,
        )

    @once_more
    def __call__(
        self, demand_id: str, token: str, form: DemandForm, *, known: tuple[Fault, ...] = ()
    ) -> Receipt:
        """Raises NotFound, or Invalid with every fault, as a deposit does."""
        with self.read() as work:
            landing = self._found(work, demand_id, token).landing
            catalogue = work.catalogues.current()
        read = self.read_form(evolve(form, landing=landing), catalogue, known)
        at = self.now()
        with self.begin() as work:
            demand = self._found(work, demand_id, token).completed(read.checked, read.establishment)
            silent = (Flag.REGISTRY_SILENT,) if read.registry_silent else ()
            assessment = self.reassess(work, evolve(demand, flags=silent), at)
            demand = work.demands.save(assessment.outcome)
            routing = assessment.routing
            teams = routing.teams if routing and assessment.leaves else ()
            if routing and teams:
                self.put_before(work, demand, routing, teams, at)
            if silent:
                work.outbox.put(EnrichmentAwaited(demand=demand.id, at=at))
            self.trace.of_demand(work, demand.id, Gesture.COMPLETED, by=BY_COMPANY)
            institutions = institution_names(teams, work.directories.current().directory)
        return Receipt(
            id=demand.id,
            state=demand.state.value,
            follow_url=follow_url(self.base_url, self.secrets, demand.id),
            institutions=institutions,
        )

    def _found(self, work: Work, demand_id: str, token: str) -> Demand:
        try:
            demand = work.demands.get(demand_id)
        except NotFound:
            demand = None
        if demand is None or not right_link(self.secrets, demand, token):
            raise NotFound("Ce lien n’existe pas, ou la demande est déjà complétée.", code="link_over")
        return demand
