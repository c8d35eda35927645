"""What staff does with demands and referrals."""

from dependency_injector import providers

from conseillers_application.triage.archive import ArchiveReferrals
from conseillers_application.triage.batch import DoInBatch
from conseillers_application.triage.complete_demand import CompleteDemand
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
from conseillers_entrypoints.composition.advisors import Advisors
from conseillers_entrypoints.composition.companies import Companies
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.composition.tasks import Tasks


class Triage(Companies, Advisors):
    """What staff does with demands and referrals, each gesture kept with who made it and why."""

    tracer = providers.Factory(Tracer, new_id=Core.ids, now=Core.clock)
    reassess = providers.Factory(
        Reassess, geography=Core.geography, transmission=Core.settings.provided.transmission
    )
    put_before = providers.Factory(
        PutBefore, geography=Core.geography, new_id=Core.ids, owe_answer=Tasks.owe_answer
    )
    keep_need = providers.Factory(KeepNeed, owe_answer=Tasks.owe_answer)
    read_traces = providers.Singleton(ReadTraces, read=Core.read)
    change_referrals = providers.Singleton(
        ChangeReferrals, begin=Core.begin, keep=keep_need, trace=tracer, now=Core.clock
    )
    move_team = providers.Singleton(
        MoveTeam, begin=Core.begin, read=Core.read, keep=keep_need, trace=tracer, now=Core.clock
    )
    archive_referrals = providers.Singleton(
        ArchiveReferrals,
        begin=Core.begin_anyway,
        read=Core.read,
        keep=keep_need,
        trace=tracer,
        now=Core.clock,
        after=Core.settings.provided.archived_after,
    )
    list_demands = providers.Singleton(ListDemands, read=Core.read, geography=Core.geography)
    read_demand = providers.Singleton(
        ReadDemand, read=Core.read, sheet=Advisors.read_sheet, reassess=reassess, now=Core.clock
    )
    qualify = providers.Singleton(
        Qualify, begin=Core.begin, reassess=reassess, put_before=put_before, trace=tracer, now=Core.clock
    )
    transmit_demand = providers.Singleton(
        TransmitDemand,
        begin=Core.begin,
        reassess=reassess,
        put_before=put_before,
        trace=tracer,
        now=Core.clock,
    )
    set_aside = providers.Singleton(SetAside, begin=Core.begin, keep=keep_need, trace=tracer, now=Core.clock)
    take_back = providers.Singleton(
        TakeBack, begin=Core.begin, reassess=reassess, trace=tracer, now=Core.clock
    )
    merge_demands = providers.Singleton(
        MergeDemands, begin=Core.begin, keep=keep_need, trace=tracer, now=Core.clock
    )
    do_in_batch = providers.Singleton(
        DoInBatch, transmit=transmit_demand, set_aside=set_aside, qualify=qualify
    )
    edit_templates = providers.Singleton(EditTemplates, begin=Core.begin, read=Core.read, now=Core.clock)
    manage_spam = providers.Singleton(
        ManageSpam, begin=Core.begin, read=Core.read, contacts=Core.contacts, now=Core.clock
    )
    complete_demand = providers.Singleton(
        CompleteDemand,
        begin=Core.begin,
        read=Core.read,
        read_form=Companies.read_form,
        reassess=reassess,
        put_before=put_before,
        trace=tracer,
        secrets=Core.secrets,
        now=Core.clock,
        base_url=Core.settings.provided.base_url,
    )
