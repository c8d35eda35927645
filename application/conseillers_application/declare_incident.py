"""Anybody with an account declares an incident, even suspended (CGU 6.2)."""

from datetime import datetime, timedelta

from attrs import field, frozen

from conseillers_application.acting import identified
from conseillers_application.incident_views import DeclaredIncident, declared_view
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, Secrets, UnitOfWork
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_application.shut_out import PASS_LASTS, account_of_pass
from conseillers_domain.account_changes import ENDED, ended_at
from conseillers_domain.errors import Fault, Invalid, Unidentified
from conseillers_domain.events import IncidentDeclared
from conseillers_domain.incident import Incident, IncidentKind, text_faults


@frozen(kw_only=True)
class NewIncident:
    """Un incident : sa sorte, ce qui s’est passé, et depuis quand, si on le sait."""

    kind: IncidentKind
    description: str = field(metadata={"example": "Mon ordinateur professionnel a été volé hier soir."})
    since: datetime | None = None


@frozen(kw_only=True)
class DeclareIncident:
    """Keeps an incident, and tells staff of it at once."""

    begin: UnitOfWork
    secrets: Secrets
    now: Clock
    new_id: Ids
    pass_lasts: timedelta = PASS_LASTS

    def who(self, token: str) -> str:
        """The account of who shows a pass for incidents. Raises Unidentified."""
        account_id = account_of_pass(token, self.secrets, self.now(), self.pass_lasts)
        identified(account_id)
        return account_id

    @once_more
    def __call__(self, account_id: str, new: NewIncident, repeat: Repeat | None = None) -> DeclaredIncident:
        """Raises Invalid, or Unidentified for an account that ended since."""
        at = self.now()
        with self.begin() as work:
            if (before := answered(work, repeat, at)) is not None:
                return declared_view(work.incidents.get(str(before["id"])))
            if ended_at(work.account_changes.of(account_id)) is not None:
                raise Unidentified(ENDED, code="account_ended")
            if faults := _faults(new, at):
                raise Invalid(*faults)
            incident = Incident(
                id=self.new_id(),
                declared_kind=new.kind,
                description=new.description,
                since=new.since,
                declared_at=at,
                declared_by=account_id,
            )
            work.incidents.add(incident)
            work.outbox.put(IncidentDeclared(incident=incident.id, at=at))
            keep(work, repeat, {"id": incident.id}, at)
        return declared_view(incident)


def _faults(new: NewIncident, at: datetime) -> tuple[Fault, ...]:
    faults = text_faults("/description", new.description)
    if new.since is not None and new.since > at:
        return (*faults, Fault("/since", "future", "Un incident ne commence pas dans l’avenir."))
    return faults
