"""How often anybody may ask."""

from dependency_injector import providers

from conseillers_application.public_form import FormGuard
from conseillers_application.rations import (
    BY_ACCOUNT,
    BY_ADDRESS,
    BY_KEY,
    CountForms,
    CountPerson,
    CountRequests,
    Ration,
    Rationing,
)
from conseillers_entrypoints.composition.core import Core


def _requests(
    what: str, sentence: str, allowance: object, rationing: object
) -> providers.Provider[CountRequests]:
    # What is counted changes nothing that a journal tells.
    return providers.ThreadSafeSingleton(
        CountRequests,
        note=Core.store.provided.note,
        rationing=rationing,
        now=Core.clock,
        ration=providers.Singleton(Ration, what=what, sentence=sentence, allowance=allowance),
        own=Core.settings.provided.requests_own_percent,
    )


class Limits(Core):
    """How often anybody may ask."""

    rationing = providers.Singleton(Rationing, secrets=Core.secrets, now=Core.clock)
    count_by_account = _requests("account", BY_ACCOUNT, Core.settings.provided.account_allowance, rationing)
    count_by_key = _requests("key", BY_KEY, Core.settings.provided.key_allowance, rationing)
    count_by_address = _requests("address", BY_ADDRESS, Core.settings.provided.address_allowance, rationing)
    count_person = providers.Singleton(CountPerson, count_by_account)
    count_forms = providers.Singleton(
        CountForms,
        note=Core.store.provided.note,
        rationing=rationing,
        allowance=Core.settings.provided.forms_allowance,
        contact_email=Core.settings.provided.contact_email,
    )
    form_guard = providers.Singleton(
        FormGuard,
        secrets=Core.secrets,
        now=Core.clock,
        rationing=rationing,
        by_siret=Core.settings.provided.siret_allowance,
        least=Core.settings.provided.form_least,
        stamped=Core.settings.provided.form_stamp,
    )
