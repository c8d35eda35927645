"""What those who run the machine see of the service."""

from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from conseillers_entrypoints.observation.logs import LogForm, LogLevel
from conseillers_entrypoints.settings.telling import about

SHORTEST_TOKEN: Final = 32
"""Characters of a token that nobody guesses."""


@frozen(kw_only=True, slots=False)
class Observation:
    """Logs and metrics.

    `metrics_token`: what lets another machine read `/metrics`; without one, this machine only. `log`,
    `log_level`: how events are written, and which.
    """

    metrics_token: str = field(default="", repr=False)
    log: LogForm = LogForm.JSON
    log_level: LogLevel = LogLevel.INFO

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if self.metrics_token and len(self.metrics_token) < SHORTEST_TOKEN:
            yield about("metrics_token", f"doit compter au moins {SHORTEST_TOKEN} caractères.")
