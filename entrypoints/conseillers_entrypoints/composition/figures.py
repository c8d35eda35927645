"""The figures of the service, and the files made of them."""

from dependency_injector import providers

from conseillers_application.public_figures import ReadPublicFigures
from conseillers_application.read_figures import ReadFigures
from conseillers_entrypoints.composition.core import Core


class Figures(Core):
    """The figures of the service, and the files made of them."""

    read_figures = providers.Singleton(ReadFigures, read=Core.read, geography=Core.geography, now=Core.clock)
    read_public_figures = providers.ThreadSafeSingleton(  # it keeps what it counted
        ReadPublicFigures,
        read=Core.read,
        geography=Core.geography,
        now=Core.clock,
        least=Core.settings.provided.public_figures_least,
    )
