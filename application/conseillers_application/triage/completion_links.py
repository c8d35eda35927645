"""The link by which a company completes its demand: signed, kept nowhere, good for one setting aside."""

from typing import Final

from conseillers_application.ports import Secrets
from conseillers_domain.demand import Demand

COMPLETE: Final = "complete-demand"
"""What the link is signed for."""


def completion_url(base_url: str, secrets: Secrets, demand: Demand) -> str:
    """Where the company completes its demand; the follow-up page's own address otherwise."""
    return f"{base_url}/api/demands/{demand.id}/completion?token={secrets.sign(COMPLETE, _signed(demand))}"


def right_link(secrets: Secrets, demand: Demand, token: str) -> bool:
    """Whether that token is the one of this setting aside."""
    return demand.completable and secrets.signed(COMPLETE, _signed(demand), token)


def _signed(demand: Demand) -> str:
    at = demand.aside.at.isoformat() if demand.aside else ""
    return f"{demand.id} {at}"
