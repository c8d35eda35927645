"""A process that prepares the service once, then bears it as often as it is told: a fork is a start.

It reads a line of JSON, the installation, then one a life, where it is to end; it answers each with the
process's number, and the status it ended with. Nothing of it has begun when it forks: no thread, no
connection. Run as `python -m faults.nursery`.
"""

import asyncio
import gc
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import structlog
from dependency_injector import providers
from granian.constants import Interfaces
from granian.server.embed import Server

from conseillers_adapters.geography import official_geography
from conseillers_adapters.jobs.engine import RESCUE
from conseillers_entrypoints.composition.regular import clock_work
from conseillers_entrypoints.container import Container, container_of
from conseillers_entrypoints.http.app import make_app
from conseillers_entrypoints.settings import Settings
from faults.clock import SharedClock
from faults.country import Anybody
from faults.hooks import PointedApp, lay_points
from faults.points import Activity, Place, Point, Reaper, doom
from tests.entrypoints.service import CHEAP


def container_for(settings: Settings, clock: SharedClock) -> Container:
    """The service as every line of the bench sees it."""
    container = container_of(settings)
    container.clock.override(providers.Object(clock))
    container.passwords.override(providers.Object(CHEAP))
    if settings.registries == ("file",):
        container.registry.override(providers.Object(Anybody()))
    return container


def main() -> None:
    """Prepare, then bear lives until nobody asks for one more."""
    told = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the service prints is for the log, not for who reads the answers
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asked = json.loads(sys.stdin.readline())
    lay_points()
    container = container_for(Settings(**asked["settings"]), SharedClock(Path(asked["clock"])))
    app = PointedApp(make_app(container))
    official_geography()
    gc.freeze()
    print("ready", file=told, flush=True)
    for line in sys.stdin:
        plan = json.loads(line)
        child = os.fork()
        if not child:
            _live(container, app, asked["port"], plan)
        print(child, file=told, flush=True)
        print(os.waitpid(child, 0)[1], file=told, flush=True)


def _live(container: Container, app: PointedApp, port: int, plan: dict[str, Any]) -> None:
    try:
        container.init_resources()
        # As a worker does every minute, what the life before was at is taken back; perhaps its hours strike.
        hours = [one.name for one in clock_work(container)] if plan.pop("clock", False) else []
        for name in (RESCUE, *hours):
            container.jobs().defer(name, {"timestamp": "0"}, key=name)
        if plan:
            doom(Reaper(Place(Activity(plan["activity"]), Point(plan["point"])), plan["nth"]))
        server = Server(app, port=port, interface=Interfaces.ASGI, backlog=1024, log_enabled=False)
        asyncio.run(server.serve())
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
