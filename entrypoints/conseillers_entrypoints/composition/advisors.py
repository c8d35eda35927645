"""What advisors do with needs, and what staff does with accounts."""

from dependency_injector import providers

from conseillers_application.correct_closing import CorrectClosing
from conseillers_application.need_links import OpenNeedLink, RenewNeedLink, RevokeNeedLinks
from conseillers_application.react import TellCompany
from conseillers_application.read_inbox import ReadInbox
from conseillers_application.read_sheet import ReadSheet
from conseillers_application.take_position import TakePosition
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.composition.tasks import Tasks


class Advisors(Tasks):
    """What advisors do with needs, and what staff does with accounts."""

    read_inbox = providers.Singleton(
        ReadInbox, read=Core.read, now=Core.clock, expiry=Core.settings.provided.thresholds.abandoned
    )
    read_sheet = providers.Singleton(
        ReadSheet,
        read=Core.read,
        geography=Core.geography,
        contacts=Core.contacts,
        naf_label=Core.label_of_naf,
        note=Core.note_reading,
    )
    open_need_link = providers.Singleton(
        OpenNeedLink, read=Core.read, secrets=Core.secrets, read_sheet=read_sheet, now=Core.clock
    )
    renew_need_link = providers.Singleton(
        RenewNeedLink,
        begin=Core.begin,
        secrets=Core.secrets,
        now=Core.clock,
        new_id=Core.ids,
        terms=Core.terms,
    )
    revoke_need_links = providers.Singleton(
        RevokeNeedLinks, begin=Core.begin, now=Core.clock, terms=Core.terms
    )
    take_position = providers.Singleton(
        TakePosition,
        begin=Core.begin,
        read=Core.read,
        tell=providers.Factory(TellCompany, new_id=Core.ids, merged_over=Core.settings.provided.merged_over),
        owe_answer=Tasks.owe_answer,
        now=Core.clock,
        terms=Core.terms,
    )
    correct_closing = providers.Singleton(CorrectClosing, begin=Core.begin, now=Core.clock, terms=Core.terms)
