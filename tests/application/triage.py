"""What staff does, on a service in memory."""

from attrs import frozen

from conseillers_application.triage.archive import ArchiveReferrals
from conseillers_application.triage.move_team import MoveTeam
from conseillers_application.triage.referrals import ChangeReferrals
from conseillers_application.triage.tracing import ReadTraces, Tracer
from conseillers_domain.accounts import Person
from tests.application.service import Service

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
    def referrals(self) -> ChangeReferrals:
        """One team more, one less, one instead of another."""
        return ChangeReferrals(begin=self.service.store.begin, trace=self.trace, now=self.service.now)

    def move_team(self, at_once: int = 500) -> MoveTeam:
        """Everything of a team to another."""
        store = self.service.store
        return MoveTeam(
            begin=store.begin, read=store.read, trace=self.trace, now=self.service.now, at_once=at_once
        )

    @property
    def archive(self) -> ArchiveReferrals:
        """What nobody answered."""
        store = self.service.store
        return ArchiveReferrals(begin=store.begin, read=store.read, trace=self.trace, now=self.service.now)

    def traces(self, need: str) -> list[tuple[str, str, str]]:
        """What was done with a need, by whom and why."""
        found = ReadTraces(read=self.service.store.read)(self.staff, need).items
        return [(one.gesture, one.by, one.reason) for one in found]
