"""What comes back by mail, read from the mailbox of the settings: by hand, and at regular hours."""

import structlog
from attrs import frozen

from conseillers_adapters.mail.returned import BoxBusy, Reading, returned_mail_from
from conseillers_application.bounces import AccountForBounce
from conseillers_entrypoints.settings import WrongSettings, about

_log = structlog.get_logger(__name__)


@frozen(kw_only=True)
class ReadReturns:
    """Reads the mailbox where mails come back, and says of each letter what came back of it."""

    url: str
    account: AccountForBounce

    def __call__(self) -> Reading:
        """Raises WrongSettings without a mailbox, BoxBusy when another program holds it, OSError."""
        if not self.url:
            raise WrongSettings(about("bounces", "n’est pas donné : le service ne lit aucune boîte."))
        return returned_mail_from(self.url).read(self.account)

    def regularly(self) -> None:
        """The same, counted in the log; a mailbox that is busy or away is read next time."""
        try:
            found = self()
        except (BoxBusy, OSError) as away:
            _log.warning("returned mail not read", error=type(away).__name__)
            return
        if found.reports or found.malformed:
            _log.info(
                "returned mail read",
                reports=found.reports,
                malformed=found.malformed,
                outcomes=[one.value for one in found.outcomes],
            )
