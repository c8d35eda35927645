"""A directory document is checked whole: every fault is told, and none is published with one (CGU 4.3.A)."""

from attrs import frozen

from conseillers_application.ports import Contacts
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.directory_faults import directory_faults
from conseillers_domain.directory_patch import DirectoryPatch, Patched, apply
from conseillers_domain.errors import Fault, told_once
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class CheckDirectory:
    """Tells every fault of a directory document, against the catalogue in force and the geography."""

    geography: Geography
    contacts: Contacts

    def __call__(
        self, document: DirectoryDocument, catalogue: Catalogue, known: tuple[Fault, ...] = ()
    ) -> tuple[Fault, ...]:
        """`known`: the faults of shape found already."""
        found = directory_faults(document, catalogue, self.geography, self.contacts.email_fault)
        return told_once(known, found)

    def change(
        self,
        patch: DirectoryPatch,
        document: DirectoryDocument,
        catalogue: Catalogue,
        known: tuple[Fault, ...] = (),
    ) -> tuple[Patched, tuple[Fault, ...]]:
        """A directory after a change, and what is wrong in it, told at its place in the change."""
        patched = apply(patch, document)
        found = patched.told(self(patched.document, catalogue), lambda: self(document, catalogue))
        return patched, told_once(known, (*patched.faults, *found))
