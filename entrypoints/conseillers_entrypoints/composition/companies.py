"""What companies do, and what anybody may read."""

from dependency_injector import providers

from conseillers_application.deposit_demand import DepositDemand, ReadForm
from conseillers_application.enrich_demand import EnrichDemand
from conseillers_application.follow_demand import FollowDemand
from conseillers_application.publish_catalogue import PublishCatalogue, ReadCatalogue
from conseillers_application.search import SearchCommunes, SearchCompanies
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.composition.limits import Limits


class Companies(Limits):
    """What companies do, and what anybody may read."""

    read_form = providers.Factory(
        ReadForm,
        contacts=Core.contacts,
        registry=Core.counted_registry,
        terms_version=Core.terms_version,
    )
    deposit_demand = providers.Singleton(
        DepositDemand,
        begin=Core.begin,
        read=Core.read,
        read_form=read_form,
        transmit=Core.transmit,
        secrets=Core.secrets,
        guard=Limits.form_guard,
        now=Core.clock,
        new_id=Core.ids,
        transmission=Core.settings.provided.transmission,
        base_url=Core.settings.provided.base_url,
        note=Core.metrics.provided.decided,
    )
    follow_demand = providers.Singleton(FollowDemand, read=Core.read, secrets=Core.secrets)
    read_catalogue = providers.Singleton(ReadCatalogue, read=Core.read)
    publish_catalogue = providers.Singleton(PublishCatalogue, begin=Core.begin, now=Core.clock)
    search_companies = providers.Singleton(
        SearchCompanies, registry=Core.counted_registry, geography=Core.geography, naf_label=Core.label_of_naf
    )
    search_communes = providers.Singleton(SearchCommunes, search=Core.find_communes)
    enrich_demand = providers.Factory(
        EnrichDemand,
        begin=Core.begin_anyway,
        read=Core.read,
        registry=Core.counted_registry,
        transmit=Core.transmit,
        now=Core.clock,
        new_id=Core.ids,
        transmission=Core.settings.provided.transmission,
        note=Core.metrics.provided.decided,
    )
