"""The figures of the service, and the files made of them."""

from dependency_injector import providers

from conseillers_adapters.exports import write_sheet
from conseillers_application.export_figures import AskExport, ForgetExports, MakeExport, ReadExport
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
    ask_export = providers.Singleton(
        AskExport,
        begin=Core.begin,
        geography=Core.geography,
        now=Core.clock,
        new_id=Core.ids,
        kept_for=Core.settings.provided.exports_kept,
    )
    make_export = providers.Singleton(
        MakeExport,
        begin=Core.begin_anyway,
        read=Core.read,
        figures=read_figures,
        write=providers.Object(write_sheet),
        now=Core.clock,
    )
    read_export = providers.Singleton(
        ReadExport, read=Core.read, kept_for=Core.settings.provided.exports_kept
    )
    forget_exports = providers.Singleton(
        ForgetExports,
        begin=Core.begin_anyway,
        now=Core.clock,
        kept_for=Core.settings.provided.exports_kept,
    )
