"""What keeps programs off the form that anybody may fill in, and asks nothing of people (CGU 4.1, 6.2)."""

from datetime import timedelta
from math import ceil
from typing import Final

from attrs import frozen

from conseillers_application.ports import Clock, Secrets, Work
from conseillers_application.rations import BY_SIRET, Ration, Rationing
from conseillers_domain.allowances import Allowance
from conseillers_domain.company import Siret
from conseillers_domain.errors import Fault, Invalid, TooMany

SHOWN: Final = "form shown"
"""What the stamp of a form is signed for."""


@frozen(kw_only=True)
class Sending:
    """How a form came.

    `trap`: what stands in a field that people do not see, and programs fill in. `shown`: the stamp of the
    page it was filled in on, which says since when.
    """

    trap: str = ""
    shown: str = ""


@frozen(kw_only=True)
class FormGuard:
    """Tells programs from people by what each sends, and how fast; counts demands of the same company.

    `least`: nobody fills the form in faster. `stamped`: whether a form without a stamp is refused.
    """

    secrets: Secrets
    now: Clock
    rationing: Rationing
    by_siret: Allowance
    least: timedelta
    stamped: bool

    def stamp(self) -> str:
        """What a page that shows the form now sends back with it."""
        second = str(int(self.now().timestamp()))
        return f"{second}.{self.secrets.sign(SHOWN, second)}"

    def must_have_been_read(self, sending: Sending) -> None:
        """Raise Invalid without a right stamp where one is needed, TooMany for a form sent at once."""
        second, _, proof = sending.shown.partition(".")
        shown_at = int(second) if self.secrets.signed(SHOWN, second, proof) else None
        if shown_at is None:
            if sending.shown or self.stamped:
                raise Invalid(
                    Fault("/shown", "stamp", "Rechargez la page du formulaire, puis envoyez votre demande.")
                )
            return
        left = ceil(shown_at + self.least.total_seconds() - self.now().timestamp())
        if left > 0:
            raise TooMany(
                "Ce formulaire est parti avant d’avoir pu être lu : relisez votre demande, "
                "puis envoyez-la dans quelques secondes.",
                code="too_fast",
                retry_after=left,
            )

    def count(self, work: Work, siret: Siret) -> None:
        """Count a demand of that company, in the transaction that keeps it. Raises TooMany."""
        ration = Ration(what="demands by siret", allowance=self.by_siret, sentence=BY_SIRET)
        self.rationing.take(work, ration, siret)


def is_trapped(sending: Sending | None) -> bool:
    """Whether a program filled it in: nothing tells it so."""
    return sending is not None and bool(sending.trap.strip())
