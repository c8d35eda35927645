"""The national catalogue: read by everybody, added to by who runs the service (CGU 2, 4.3.A)."""

from attrs import evolve, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.accounts import Act, Person
from conseillers_domain.catalogue import (
    DEFAULT_LANDING,
    Catalogue,
    Landing,
    Subject,
    Theme,
    check_catalogue,
)
from conseillers_domain.errors import Fault, Invalid, NotFound, Stale, pointer, told_once


@frozen(kw_only=True)
class Offer:
    """What a landing proposes: its themes, each with the subjects one may choose there."""

    landing: Landing
    themes: tuple[tuple[Theme, tuple[Subject, ...]], ...]


@frozen(kw_only=True)
class ReadCatalogue:
    """A visitor reads the themes and subjects of a landing."""

    read: UnitOfWork

    def __call__(self, landing: str = DEFAULT_LANDING) -> Offer:
        """Raises NotFound for an unknown or archived landing, Unavailable for a paused one."""
        catalogue = self.whole()
        found = catalogue.open_landing(landing)
        if found is None:
            raise NotFound("Cette page n’existe pas ou n’existe plus.", code="unknown_landing")
        return Offer(landing=found, themes=tuple(catalogue.offered(found)))

    def whole(self) -> Catalogue:
        """The catalogue in force, archived parts included."""
        with self.read() as work:
            return work.catalogues.current()


@frozen(kw_only=True)
class PublishCatalogue:
    """Replaces the catalogue; a subject that teams answer for is archived, not taken away."""

    begin: UnitOfWork
    now: Clock

    @once_more
    def __call__(
        self,
        person: Person,
        catalogue: Catalogue,
        *,
        known: tuple[Fault, ...] = (),
        expected_version: str | None = None,
    ) -> Catalogue:
        """Raises NotFound to who may not, Stale when another was published meanwhile, Invalid otherwise.

        `known`: the faults of shape found already.
        """
        person.must_be_allowed(Act.CHANGE_CATALOGUE)
        faults = list(check_catalogue(catalogue))
        with self.begin() as work:
            before = work.catalogues.current()
            if expected_version is not None and expected_version != before.version:
                now = before.version
                raise Stale(f"Le catalogue a changé depuis que vous l’avez lu (version {now}) : relisez-le.")
            # A subject that could not be read is not one that was taken away.
            gone = set() if known else before.subjects.keys() - catalogue.subjects.keys()
            faults += (
                Fault(
                    pointer("themes"),
                    "subject_in_use",
                    f"Le sujet « {slug} » existe déjà : archivez-le au lieu de le retirer.",
                )
                for slug in sorted(gone)
            )
            if told := told_once(known, tuple(faults)):
                raise Invalid(*told)
            published = evolve(catalogue, version=str(int(before.version) + 1))
            work.catalogues.publish(published, self.now())
        return published
