"""Accounts that end and incidents, inside a test of the application."""

from attrs import define, field

from conseillers_adapters.exports import write_sheet
from conseillers_application.change_roles import ChangeRoles
from conseillers_application.declare_incident import DeclareIncident
from conseillers_application.direction_decisions import ListDecisions, NewDecision, RecordDecision
from conseillers_application.end_account import EndAccount
from conseillers_application.handle_incidents import FollowIncident, ReadIncidents
from conseillers_application.mind_breaches import MindBreaches
from conseillers_application.silent_teams import EndSilentTeams, MindSilentTeams
from conseillers_application.suspend_account import SuspendAccount
from conseillers_domain.accounts import Role
from conseillers_domain.calendar import after_working_days
from conseillers_domain.decisions_of_direction import Measure
from tests.application.service import Service
from tests.builders import an_account

BOSS = "boss"


@define(eq=False)
class Ends:
    """Its use cases, on a service; somebody directs it."""

    service: Service
    mind_teams: MindSilentTeams = field(init=False)
    suspend: SuspendAccount = field(init=False)
    end: EndAccount = field(init=False)
    roles: ChangeRoles = field(init=False)
    record: RecordDecision = field(init=False)
    decisions: ListDecisions = field(init=False)
    declare: DeclareIncident = field(init=False)
    incidents: ReadIncidents = field(init=False)
    follow: FollowIncident = field(init=False)
    mind_breaches: MindBreaches = field(init=False)
    end_silent: EndSilentTeams = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make them."""
        service = self.service
        begin, read, now, new_id = service.store.begin, service.store.read, service.now, service.store.new_id
        self.mind_teams = MindSilentTeams(new_id=new_id, after_working_days=after_working_days)
        self.suspend = SuspendAccount(
            begin=begin, read=read, now=now, new_id=new_id, mind_teams=self.mind_teams
        )
        self.end = EndAccount(begin=begin, now=now, new_id=new_id, mind_teams=self.mind_teams)
        self.roles = ChangeRoles(begin=begin, now=now, new_id=new_id)
        self.record = RecordDecision(begin=begin, now=now, new_id=new_id)
        self.decisions = ListDecisions(read=read)
        self.declare = DeclareIncident(begin=begin, secrets=service.secrets, now=now, new_id=new_id)
        self.incidents = ReadIncidents(read=read, now=now, write=write_sheet)
        self.follow = FollowIncident(begin=begin, now=now)
        self.mind_breaches = MindBreaches(begin=begin, read=read, now=now)
        self.end_silent = EndSilentTeams(begin=begin, read=read, now=now, mind_teams=self.mind_teams)

    def directed(self) -> None:
        """Somebody directs the service."""
        self.service.open_account(an_account(BOSS, Role.DIRECTION))

    def decided(self, email: str, measure: Measure, why: str = "Conseil du 20 novembre") -> str:
        """The id of a new decision of the direction."""
        new = NewDecision(email=email, measure=measure, why=why)
        return self.record(self.service.person(BOSS), new).id
