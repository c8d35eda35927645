"""The directory, and what is asked of routing."""

from dependency_injector import providers

from conseillers_application.check_directory import CheckDirectory
from conseillers_application.explain_routing import ReadRouting
from conseillers_application.geographies import ImportGeography, ListGeographies, ReportGeography
from conseillers_application.orphans import FindOrphans
from conseillers_application.publish_directory import PublishDirectory
from conseillers_application.read_coverage import ReadCoverage
from conseillers_application.read_directory import ReadDirectory, ReadDirectoryHistory
from conseillers_application.replay_routing import ReplayRouting
from conseillers_application.simulate_routing import SimulateRouting
from conseillers_application.try_directory import TryDirectory
from conseillers_entrypoints.composition.core import Core


class Directories(Core):
    """The directory, and what is asked of routing."""

    check_directory = providers.Singleton(CheckDirectory, geography=Core.geography, contacts=Core.contacts)
    find_orphans = providers.Singleton(FindOrphans, read=Core.read, geography=Core.geography, now=Core.clock)
    publish_directory = providers.Singleton(
        PublishDirectory,
        begin=Core.begin,
        read=Core.read,
        check=check_directory,
        orphans=find_orphans,
        now=Core.clock,
    )
    read_directory = providers.Singleton(ReadDirectory, read=Core.read)
    read_directory_history = providers.Singleton(ReadDirectoryHistory, read=Core.read)
    try_directory = providers.Singleton(
        TryDirectory, read=Core.read, check=check_directory, geography=Core.geography, now=Core.clock
    )
    read_routing = providers.Singleton(
        ReadRouting, read=Core.read, geography=Core.geography, naf_label=Core.label_of_naf
    )
    replay_routing = providers.Singleton(ReplayRouting, read=Core.read)
    simulate_routing = providers.Singleton(
        SimulateRouting, read=Core.read, check=check_directory, geography=Core.geography, now=Core.clock
    )
    import_geography = providers.Singleton(ImportGeography, begin=Core.begin, now=Core.clock)
    list_geographies = providers.Singleton(ListGeographies, read=Core.read, geography=Core.geography)
    report_geography = providers.Singleton(ReportGeography, read=Core.read, geography=Core.geography)
    read_coverage = providers.Singleton(
        ReadCoverage, read=Core.read, geography=Core.geography, now=Core.clock
    )
