"""Who is written to about a need: the company's contact, and those of the demands merged into its own."""

from conseillers_application.letters import COMPANY, Letter
from conseillers_application.ports import Work
from conseillers_domain.demand import Demand


def correspondents(work: Work, demand_id: str) -> tuple[str, ...]:
    """The recipients of what a company is told of its need: `COMPANY`, then the ids of merged demands.

    Each address is written to once.
    """
    merged = work.demand_lists.merged_into(demand_id)
    if not merged:
        return (COMPANY,)
    known, found = {work.demands.get(demand_id).contact.email}, [COMPANY]
    for demand in merged:
        if demand.contact.email not in known:
            known.add(demand.contact.email)
            found.append(demand.id)
    return tuple(found)


def demand_written_to(work: Work, letter: Letter, demand: Demand) -> Demand:
    """The demand whose contact gets that letter: the need's own, or the merged one it is addressed to."""
    return demand if letter.recipient == COMPANY else work.demands.get(letter.recipient)
