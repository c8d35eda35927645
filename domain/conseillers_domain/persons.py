"""What a person may ask of what is kept of them (RGPD, articles 15 to 21; CGU 6.2)."""

from enum import StrEnum

from attrs import frozen


class PersonMeasure(StrEnum):
    """What is done with what is kept of a person, as long as they want it; the values are stored and travel.

    A restriction: nothing at all, whatever its age. An opposition: no mail that their demand does not need.
    """

    RESTRICTION = "restriction"
    OPPOSITION = "opposition"


@frozen(kw_only=True)
class PersonFound:
    """Where something is kept of who has an address: identifiers, by what they are of."""

    demands: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    access_requests: tuple[str, ...] = ()
    invitations: tuple[str, ...] = ()
    account: str | None = None
    unwanted: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All these identifiers."""
        own = (self.account,) if self.account else ()
        return (*self.demands, *self.drafts, *self.access_requests, *self.invitations, *own)
