"""The use cases of the directory on an installation in memory."""

from conseillers_application.orphans import FindOrphans
from conseillers_application.publish_directory import PublishDirectory
from conseillers_application.read_directory import ReadDirectory
from conseillers_application.simulate_routing import SimulateRouting
from conseillers_application.try_directory import TryDirectory
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.routing import route
from tests.application.service import Service
from tests.builders import TODAY, a_demand, a_need
from tests.domain.country import COUNTRY, a_profile


def publishing(service: Service) -> PublishDirectory:
    """Replaces the directory."""
    return PublishDirectory(
        begin=service.store.begin,
        read=service.store.read,
        check=service.check_directory,
        orphans=FindOrphans(read=service.store.read, geography=service.transmit.geography, now=service.now),
        now=service.now,
    )


def simulating(service: Service) -> SimulateRouting:
    """Tries a decision."""
    return SimulateRouting(
        read=service.store.read,
        check=service.check_directory,
        geography=service.transmit.geography,
        now=service.now,
    )


def trying(service: Service) -> TryDirectory:
    """Tries a directory on the past."""
    return TryDirectory(
        read=service.store.read,
        check=service.check_directory,
        geography=service.transmit.geography,
        now=service.now,
    )


def in_force(service: Service) -> tuple[str, DirectoryDocument]:
    """Its version and what it says."""
    directory = ReadDirectory(read=service.store.read)(service.person("staff"))
    return directory.version, directory.document


def past_need(service: Service, need_id: str) -> None:
    """Keep a need on the usual subject, decided by the directory in force."""
    demand = a_demand(id=need_id)
    with service.store.begin() as work:
        routing = route(a_profile(), work.directories.current(), COUNTRY, TODAY)
        work.demands.add(demand)
        work.needs.add(a_need(id=need_id, demand=need_id, created_at=service.at), demand, routing, None)
