"""What staff does with demands and referrals."""

from dependency_injector import providers

from conseillers_application.triage.archive import ArchiveReferrals
from conseillers_application.triage.move_team import MoveTeam
from conseillers_application.triage.referrals import ChangeReferrals
from conseillers_application.triage.tracing import ReadTraces, Tracer
from conseillers_entrypoints.composition.core import Core


class Triage(Core):
    """What staff does with demands and referrals, each gesture kept with who made it and why."""

    tracer = providers.Factory(Tracer, new_id=Core.ids, now=Core.clock)
    read_traces = providers.Singleton(ReadTraces, read=Core.read)
    change_referrals = providers.Singleton(ChangeReferrals, begin=Core.begin, trace=tracer, now=Core.clock)
    move_team = providers.Singleton(MoveTeam, begin=Core.begin, read=Core.read, trace=tracer, now=Core.clock)
    archive_referrals = providers.Singleton(
        ArchiveReferrals, begin=Core.begin_anyway, read=Core.read, trace=tracer, now=Core.clock
    )
