"""Mails, from the fact they are owed for to the box they bounce from."""

from dependency_injector import providers

from conseillers_application.bounces import AccountForBounce
from conseillers_application.ledger import ListMails, ReplayMail
from conseillers_application.letter_writers import Desk
from conseillers_application.reconcile_letters import ReconcileLetters
from conseillers_application.refused_addresses import LiftRefusedAddress, ListRefusedAddresses
from conseillers_application.send_letter import SendLetter
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.returns import ReadReturns


class Correspondence(Core):
    """Mails, from the fact they are owed for to the box they bounce from."""

    account_for_bounce = providers.Singleton(
        AccountForBounce,
        begin=Core.begin_anyway,
        secrets=Core.secrets,
        now=Core.clock,
        mail_domain=Core.settings.provided.mail_domain,
    )
    read_returns = providers.Singleton(
        ReadReturns, url=Core.settings.provided.bounces, account=account_for_bounce
    )
    list_refused_addresses = providers.Singleton(ListRefusedAddresses, read=Core.read, secrets=Core.secrets)
    lift_refused_address = providers.Singleton(LiftRefusedAddress, begin=Core.begin, now=Core.clock)
    list_mails = providers.Singleton(ListMails, read=Core.read)
    replay_mail = providers.Singleton(ReplayMail, begin=Core.begin_anyway, now=Core.clock)
    reconcile_letters = providers.Singleton(
        ReconcileLetters, begin=Core.begin_anyway, read=Core.read, jobs=Core.jobs, now=Core.clock
    )
    desk = providers.Singleton(
        Desk,
        secrets=Core.secrets,
        geography=Core.geography,
        base_url=Core.settings.provided.base_url,
        contact_email=Core.settings.provided.contact_email,
        calendar=Core.calendar_file,
        thresholds=Core.settings.provided.thresholds,
        reset_lasts=Core.settings.provided.reset_lasts,
        links_last=Core.settings.provided.need_links_last,
    )
    send_letter = providers.Singleton(
        SendLetter,
        begin=Core.begin_anyway,
        note=Core.note,
        post=Core.counted_post,
        desk=desk,
        now=Core.clock,
        mail_domain=Core.settings.provided.mail_domain,
    )
