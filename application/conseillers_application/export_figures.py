"""Files of figures: asked for by staff, made by a job, fetched for some days by who asked, then forgotten."""

from datetime import datetime, timedelta

from attrs import evolve, frozen

from conseillers_application.export_sheets import EVERY_PART, sheet_of_figures, sheet_of_needs
from conseillers_application.exports import (
    MOST_LINES,
    Export,
    ExportFormat,
    ExportKind,
    ExportRequest,
    ExportState,
    Sheet,
    TooManyLines,
    WriteSheet,
    bounded,
)
from conseillers_application.figure_ground import FigureGround
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork, Work
from conseillers_application.read_figures import ReadFigures, period_of
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import day_of
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.events import ExportAsked, Fact
from conseillers_domain.french import number
from conseillers_domain.territory import Geography

UNKNOWN = "Cet export n’existe pas, ou n’existe plus."


@frozen(kw_only=True)
class ExportView:
    """Un export : `link`, une fois prêt, vaut jusqu’à `expires_at` pour qui l’a demandé."""

    id: str
    kind: ExportKind
    format: ExportFormat
    state: ExportState
    state_label: str
    why: str | None
    asked_at: datetime
    expires_at: datetime
    link: str | None


@frozen(kw_only=True)
class ExportFile:
    """The file of an export."""

    name: str
    media_type: str
    content: bytes


@frozen(kw_only=True)
class AskExport:
    """Staff asks for a file; a job makes it."""

    begin: UnitOfWork
    geography: Geography
    now: Clock
    new_id: Ids
    kept_for: timedelta

    @once_more
    def __call__(
        self,
        person: Person,
        request: ExportRequest,
        *,
        known: tuple[Fault, ...] = (),
        repeat: Repeat | None = None,
    ) -> ExportView:
        """Raises NotFound to who may not, Invalid for what nothing bears.

        `known`: the faults of shape found already. `repeat`: what tells that the request was sent before.
        """
        at = self.now()
        with self.begin() as work:
            person.must_be_allowed(Act.EXPORT_FIGURES)
            if known:
                raise Invalid(*known)
            period = period_of(request, day_of(at))
            FigureGround.of(work, self.geography).scope(request)
            if before := answered(work, repeat, at):
                return view(_mine(work, person, str(before["export"])), self.kept_for)
            export = Export(
                id=self.new_id(),
                by=person.id,
                asked_at=at,
                request=evolve(request, since=period.since, until=period.until),
            )
            work.exports.add(export)
            work.outbox.put(ExportAsked(export=export.id, at=at))
            keep(work, repeat, {"export": export.id}, at)
        return view(export, self.kept_for)


@frozen(kw_only=True)
class MakeExport:
    """The file is made: a reaction to its being asked for."""

    begin: UnitOfWork
    read: UnitOfWork
    figures: ReadFigures
    write: WriteSheet
    now: Clock

    def __call__(self, fact_id: str, fact: Fact) -> None:  # noqa: ARG002 - as reactions are called
        """Made once: an export that is made, refused or forgotten already is left alone."""
        assert isinstance(fact, ExportAsked)
        with self.read() as work:
            export = work.exports.find(fact.export)
        if export is None or export.state is not ExportState.ASKED:
            return
        try:
            content = self._content(export.request)
        except TooManyLines:
            why = f"Ce fichier aurait plus de {number(MOST_LINES)} lignes : demandez une période plus courte."
            self._keep(export.refused(why), None)
        except Invalid as gone:
            self._keep(export.refused(gone.sentence), None)
        else:
            self._keep(export.ready(), content)

    def _content(self, request: ExportRequest) -> bytes:
        if request.kind is ExportKind.FIGURES:
            page = self.figures.page(evolve(request, by=request.by or EVERY_PART))
            return self._written(sheet_of_figures(page), request)
        at = self.now()
        period = period_of(request, day_of(at))
        with self.read() as work:
            ground = FigureGround.of(work, self.figures.geography)
            scope = ground.scope(request)
            lives = scope.parts(work.lives.received(period.begins, period.ends, scope.teams))
            return self._written(sheet_of_needs(lives, ground, at), request)

    def _written(self, sheet: Sheet, request: ExportRequest) -> bytes:
        return self.write(evolve(sheet, rows=bounded(sheet.rows)), request.format)

    @once_more
    def _keep(self, export: Export, content: bytes | None) -> None:
        with self.begin() as work:
            work.exports.made(export, content)


@frozen(kw_only=True)
class ReadExport:
    """Who asked for a file reads how far it got, and fetches it."""

    read: UnitOfWork
    kept_for: timedelta

    def __call__(self, person: Person, export_id: str) -> ExportView:
        """Raises NotFound to anybody else."""
        person.must_be_allowed(Act.EXPORT_FIGURES)
        with self.read() as work:
            return view(_mine(work, person, export_id), self.kept_for)

    def file(self, person: Person, export_id: str) -> ExportFile:
        """Raises NotFound to anybody else, Conflict while it is not ready."""
        person.must_be_allowed(Act.EXPORT_FIGURES)
        with self.read() as work:
            export = _mine(work, person, export_id)
            if export.state is not ExportState.READY:
                raise Conflict(
                    f"Cet export n’est pas prêt : il est « {export.state.label} ».",
                    code="not_ready",
                    current=view(export, self.kept_for),
                )
            content = work.exports.content(export.id)
        return ExportFile(name=export.name, media_type=export.request.format.media_type, content=content)


@frozen(kw_only=True)
class ForgetExports:
    """Files that were kept long enough are deleted."""

    begin: UnitOfWork
    now: Clock
    kept_for: timedelta

    @once_more
    def __call__(self) -> int:
        """How many were."""
        with self.begin() as work:
            return work.exports.forget(self.now() - self.kept_for)


def view(export: Export, kept_for: timedelta) -> ExportView:
    """An export as who asked for it reads it."""
    return ExportView(
        id=export.id,
        kind=export.request.kind,
        format=export.request.format,
        state=export.state,
        state_label=export.state.label,
        why=export.why,
        asked_at=export.asked_at,
        expires_at=export.asked_at + kept_for,
        link=f"/api/admin/exports/{export.id}/file" if export.state is ExportState.READY else None,
    )


def _mine(work: Work, person: Person, export_id: str) -> Export:
    export = work.exports.find(export_id)
    if export is None or export.by != person.id:
        raise NotFound(UNKNOWN)
    return export
