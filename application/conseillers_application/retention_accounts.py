"""The account of a retention run (certificat): what was forgotten, class by class, and its signature."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from json import dumps, loads
from typing import Any, Final

from attrs import Factory, asdict, evolve, frozen

from conseillers_application.ports import RetentionRun, Secrets, UnitOfWork
from conseillers_domain.accounts import Act, Person
from conseillers_domain.retention import RULES, Keeping

PROVES_RUN: Final = "retention-run"
PAGE: Final = 25


@frozen(kw_only=True)
class ClassDone:
    """A class in a run. `kept_days`: none when each thing says when it is over; `before`: what was over.

    `things`: how many were forgotten, or would be; None when another job minds them and does not say.
    `rows`: by table. `complete`: nothing that is over was left for later.
    """

    keeping: Keeping
    label: str
    since: str
    then: str
    kept_days: int | None
    before: datetime | None
    things: int | None
    rows: Mapping[str, int] = Factory(dict)
    complete: bool = True

    @classmethod
    def of(
        cls, keeping: Keeping, kept: timedelta | None, before: datetime | None, things: int | None
    ) -> "ClassDone":
        """A class, so far."""
        rule = RULES[keeping]
        return cls(
            keeping=keeping,
            label=rule.label,
            since=rule.since,
            then=rule.then,
            kept_days=None if kept is None else kept.days,
            before=before,
            things=things,
        )


@frozen(kw_only=True)
class Certificate:
    """What a run did; `by`: an account's id, `service` or `command-line`. `dry_run`: nothing was done.

    `intact`: it says what was signed then.
    """

    id: str
    by: str
    dry_run: bool
    begun_at: datetime
    ended_at: datetime
    complete: bool
    classes: tuple[ClassDone, ...]
    signature: str = ""
    intact: bool = True


def run_text(certificate: Certificate) -> str:
    """What is signed of an account: all that it says."""

    def plain(_: type, __: object, value: object) -> object:
        return value.isoformat() if isinstance(value, datetime) else value

    told = asdict(evolve(certificate, signature="", intact=True), value_serializer=plain)
    return dumps(told, ensure_ascii=False, sort_keys=True)


def certificate_of(run: RetentionRun, secrets: Secrets) -> Certificate:
    """The account kept of a run, and whether anybody touched it since."""
    told: dict[str, Any] = loads(run.text)
    classes = tuple(
        ClassDone(
            **one | {"keeping": Keeping(one["keeping"]), "before": one["before"] and _instant(one["before"])}
        )
        for one in told.pop("classes")
    )
    told |= {"begun_at": _instant(told["begun_at"]), "ended_at": _instant(told["ended_at"])}
    told |= {"signature": run.signature, "intact": secrets.signed(PROVES_RUN, run.text, run.signature)}
    return Certificate(**told, classes=classes)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@frozen(kw_only=True)
class ReadCertificates:
    """An operator reads what runs did."""

    read: UnitOfWork
    secrets: Secrets

    def __call__(self, person: Person, run_id: str) -> Certificate:
        """Raises NotFound for a run that never was, and to who may not."""
        person.must_be_allowed(Act.RUN_RETENTION)
        return self.of(run_id)

    def of(self, run_id: str) -> Certificate:
        """The same, for who has the machine."""
        with self.read() as work:
            return certificate_of(work.retention_runs.get(run_id), self.secrets)

    def page(self, person: Person, after: str = "") -> tuple[tuple[Certificate, ...], str | None]:
        """The latest runs, or those before the run `after`; the last one's id, when there are more.

        Raises NotFound to who may not.
        """
        person.must_be_allowed(Act.RUN_RETENTION)
        with self.read() as work:
            found = work.retention_runs.page(after, PAGE + 1)
        shown = tuple(certificate_of(one, self.secrets) for one in found[:PAGE])
        return shown, shown[-1].id if len(found) > PAGE else None
