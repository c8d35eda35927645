"""What the service does by itself as time passes."""

from collections.abc import Mapping

from dependency_injector import providers

from conseillers_application.baskets import ActOnBasket, ReadBaskets
from conseillers_application.drafts import KeepDraft
from conseillers_application.fill_baskets import FillBaskets
from conseillers_application.follow_up import FollowUp
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.remind_drafts import ForgetDrafts, RemindDrafts
from conseillers_application.rounds import closing_practice, weekly_recap
from conseillers_application.watch_branches import WatchBranches
from conseillers_domain.followup import Thresholds, lines
from conseillers_entrypoints.composition.core import Core


def follow_ups(begin: UnitOfWork, now: Clock, thresholds: Thresholds) -> Mapping[str, FollowUp]:
    """What advances each line of the clock, by its name."""
    return {line.name: FollowUp(begin=begin, now=now, line=line) for line in lines(thresholds)}


class FollowUpClock(Core):
    """What the service does by itself as time passes."""

    thresholds = Core.settings.provided.thresholds
    follow_up = providers.Singleton(
        follow_ups, begin=Core.begin_anyway, now=Core.clock, thresholds=thresholds
    )
    keep_draft = providers.Singleton(
        KeepDraft,
        begin=Core.begin,
        read=Core.read,
        contacts=Core.contacts,
        secrets=Core.secrets,
        now=Core.clock,
        new_id=Core.ids,
        base_url=Core.settings.provided.base_url,
        kept=Core.settings.provided.thresholds.draft_kept,
    )
    fill_baskets = providers.Singleton(
        FillBaskets,
        begin=Core.begin_anyway,
        read=Core.read,
        now=Core.clock,
        new_id=Core.ids,
        thresholds=thresholds,
        limits=Core.settings.provided.limits,
    )
    read_baskets = providers.Singleton(ReadBaskets, read=Core.read, now=Core.clock, thresholds=thresholds)
    act_on_basket = providers.Singleton(ActOnBasket, begin=Core.begin, now=Core.clock, new_id=Core.ids)
    watch_branches = providers.Singleton(
        WatchBranches, read=Core.read, now=Core.clock, least=Core.settings.provided.branch_referrals
    )
    remind_drafts = providers.Singleton(
        RemindDrafts, begin=Core.begin_anyway, now=Core.clock, thresholds=thresholds
    )
    forget_drafts = providers.Singleton(ForgetDrafts, begin=Core.begin_anyway, now=Core.clock)
    recap = providers.Singleton(
        weekly_recap, begin=Core.begin_anyway, read=Core.read, now=Core.clock, thresholds=thresholds
    )
    closing_practice = providers.Singleton(
        closing_practice, begin=Core.begin_anyway, read=Core.read, now=Core.clock, thresholds=thresholds
    )
