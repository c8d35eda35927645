"""What goes with every gesture: why it is done, on what it was decided."""

from typing import Final

from attrs import frozen

from conseillers_domain.errors import Fault, Invalid, Stale, told_once


@frozen(kw_only=True)
class Because:
    """Why something is done."""

    reason: str


@frozen(kw_only=True)
class Seen:
    """What is known of a request before its sense: the faults of its shape, the version it was decided on."""

    faults: tuple[Fault, ...] = ()
    version: int | None = None

    def must_be_right(self, *found: Fault) -> None:
        """Raise Invalid with every fault."""
        if told := told_once(self.faults, found):
            raise Invalid(*told)

    def must_be_of(self, version: int) -> None:
        """Raise Stale when it was decided on another version."""
        if self.version is not None and self.version != version:
            raise Stale("Cela a changé depuis que vous l’avez lu : relisez avant de recommencer.")


UNSEEN: Final = Seen()
