"""Accounts that are shut out or given other roles, and incidents."""

from dependency_injector import providers

from conseillers_adapters.exports import write_sheet
from conseillers_application.change_roles import ChangeRoles
from conseillers_application.declare_incident import DeclareIncident
from conseillers_application.direction_decisions import ListDecisions, RecordDecision
from conseillers_application.end_account import EndAccount
from conseillers_application.handle_incidents import FollowIncident, ReadIncidents
from conseillers_application.mind_breaches import MindBreaches
from conseillers_application.silent_teams import EndSilentTeams, MindSilentTeams
from conseillers_application.suspend_account import SuspendAccount
from conseillers_entrypoints.composition.tasks import Tasks


class Ends(Tasks):
    """Accounts that are shut out or given other roles, and incidents."""

    mind_teams = providers.Singleton(
        MindSilentTeams,
        new_id=Tasks.ids,
        after_working_days=Tasks.working_days,
        within=Tasks.settings.provided.orphan_working_days,
    )
    end_silent_teams = providers.Singleton(
        EndSilentTeams, begin=Tasks.begin_anyway, read=Tasks.read, now=Tasks.clock, mind_teams=mind_teams
    )
    suspend_account = providers.Singleton(
        SuspendAccount,
        begin=Tasks.begin,
        read=Tasks.read,
        now=Tasks.clock,
        new_id=Tasks.ids,
        mind_teams=mind_teams,
    )
    end_account = providers.Singleton(
        EndAccount, begin=Tasks.begin, now=Tasks.clock, new_id=Tasks.ids, mind_teams=mind_teams
    )
    change_roles = providers.Singleton(ChangeRoles, begin=Tasks.begin, now=Tasks.clock, new_id=Tasks.ids)
    record_decision = providers.Singleton(
        RecordDecision, begin=Tasks.begin, now=Tasks.clock, new_id=Tasks.ids
    )
    list_decisions = providers.Singleton(ListDecisions, read=Tasks.read)
    declare_incident = providers.Singleton(
        DeclareIncident,
        begin=Tasks.begin,
        secrets=Tasks.secrets,
        now=Tasks.clock,
        new_id=Tasks.ids,
        pass_lasts=Tasks.settings.provided.incident_pass_lasts,
    )
    read_incidents = providers.Singleton(
        ReadIncidents, read=Tasks.read, now=Tasks.clock, write=providers.Object(write_sheet)
    )
    follow_incident = providers.Singleton(FollowIncident, begin=Tasks.begin, now=Tasks.clock)
    mind_breaches = providers.Singleton(
        MindBreaches,
        begin=Tasks.begin_anyway,
        read=Tasks.read,
        now=Tasks.clock,
        recalled_after=Tasks.settings.provided.breach_recalled_after,
    )
