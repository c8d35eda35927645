"""Runs of retention: what they do, what they would do, the account they leave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import pytest
from attrs import define, evolve, field

from conseillers_adapters.memory import MemoryStore
from conseillers_adapters.security import SignedSecrets
from conseillers_application import run_retention
from conseillers_application.ports import DirectoryVersion, RetentionRun, Unwanted
from conseillers_application.retention_accounts import Certificate, ClassDone, ReadCertificates
from conseillers_application.run_retention import RunRetention
from conseillers_domain.account_changes import AccountChange, ChangeKind
from conseillers_domain.accounts import Person, Role
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.retention import RULES, Keeping
from tests.builders import (
    DAY,
    NOW,
    a_demand,
    a_directory,
    a_team,
    an_account,
    an_advisor,
    an_index_of,
)
from tests.contracts.planted import PLANTED, a_planted_demand, a_planted_need, everything, plant_a_life
from tests.contracts.stores import DELIVERED, new_ids, packaged

OPERATOR: Final = Person(id="ops", email="o@service.fr", name="O", roles=frozenset({Role.OPERATOR}))
STAFF: Final = Person(id="staff", email="s@service.fr", name="S", roles=frozenset({Role.STAFF}))
THREE_YEARS: Final = timedelta(days=1095)


@define
class Files:
    """Mails laid somewhere: so many days old."""

    ages: list[int] = field(factory=lambda: [3, 5000])

    def _old(self, before: datetime, now: datetime) -> list[int]:
        return [age for age in self.ages if now - age * DAY < before]

    def forget(self, before: datetime) -> int:
        """Delete the old ones."""
        old = self._old(before, LATER)
        self.ages = [age for age in self.ages if age not in old]
        return len(old)

    def count(self, before: datetime) -> int:
        """Count them."""
        return len(self._old(before, LATER))


LATER: Final = NOW + 2000 * DAY


@define
class Kept:
    """A store in memory, retention on it, and what was done besides."""

    store: MemoryStore = field(
        factory=lambda: MemoryStore(
            new_id=new_ids(), delivered=DELIVERED, packaged=packaged, put_off=lambda _: None
        )
    )
    files: Files = field(factory=Files)
    secrets: SignedSecrets = field(factory=lambda: SignedSecrets("key"))
    scrubbed: list[bool] = field(factory=list)
    chores: dict[Keeping, Callable[[], object]] = field(
        factory=lambda: {
            Keeping.DRAFTS: lambda: 2,
            Keeping.EXPORTS: lambda: 0,
            Keeping.SIGN_INS: lambda: None,
            Keeping.JOURNAL: lambda: 7,
        }
    )

    @property
    def run(self) -> RunRetention:
        """Retention, three years for all."""
        return RunRetention(
            begin=self.store.begin,
            read=self.store.read,
            secrets=self.secrets,
            now=lambda: LATER,
            new_id=self.store.new_id,
            kept={keeping: THREE_YEARS for keeping, rule in RULES.items() if rule.clock is not None},
            chores=self.chores,
            mail_files=self.files,
            leave_no_trace=lambda: self.scrubbed.append(True),
        )

    @property
    def certificates(self) -> ReadCertificates:
        """What runs did."""
        return ReadCertificates(read=self.store.read, secrets=self.secrets)


@pytest.fixture
def kept() -> Kept:
    made = Kept()
    demand = a_planted_demand()
    with made.store.begin() as work:
        plant_a_life(work, demand, a_planted_need(demand))
        work.demands.add(a_demand(id="young", deposited_at=LATER - DAY))
        work.demands.add(a_demand(id="restricted", restricted_at=NOW))
        work.spam.add(Unwanted(kind="siret", value="1", by="staff", at=NOW))
    return made


def of(certificate: Certificate, keeping: Keeping) -> ClassDone:
    """What a run did of that class."""
    (found,) = (one for one in certificate.classes if one.keeping is keeping)
    return found


def test_a_run_forgets_what_is_over_and_says_so(kept: Kept) -> None:
    done = kept.run.regularly()
    assert (done.by, done.dry_run, done.complete) == ("service", False, True)
    company = of(done, Keeping.COMPANY)
    assert (company.things, company.kept_days, company.before) == (1, 1095, LATER - THREE_YEARS)
    assert company.rows["Demand"] == 1
    assert of(done, Keeping.SPAM).things == 1
    assert of(done, Keeping.MAIL_FILES).things == 1
    assert kept.files.ages == [3]
    assert [of(done, one).things for one in kept.chores] == [2, 0, None, 7]
    assert PLANTED not in everything(kept.store)
    assert kept.scrubbed == [True]
    with kept.store.read() as work:
        assert work.demands.get("demand").forgotten_at == LATER
        assert [work.demands.get(one).forgotten_at for one in ("young", "restricted")] == [None, None]


def test_the_run_after_has_nothing_left_to_do(kept: Kept) -> None:
    kept.run.regularly()
    assert [of(kept.run.regularly(), one).things for one in (Keeping.COMPANY, Keeping.SPAM)] == [0, 0]


def test_a_dry_run_counts_and_changes_nothing(kept: Kept) -> None:
    before = everything(kept.store)
    done = kept.run.by_command(dry_run=True)
    assert (done.by, done.dry_run) == ("command-line", True)
    assert [of(done, one).things for one in (Keeping.COMPANY, Keeping.MAIL_FILES, Keeping.DRAFTS)] == [
        1,
        1,
        None,
    ]
    assert (kept.files.ages, kept.scrubbed) == ([3, 5000], [])
    with kept.store.begin() as work:
        assert work.demands.get("demand").forgotten_at is None
    assert PLANTED in before


def test_who_waits_has_a_part_of_it_done_and_is_told_that_more_remains(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_retention, "AT_ONCE", 2)
    monkeypatch.setattr(run_retention, "MOST_ASKED", 3)
    with kept.store.begin() as work:
        for rank in range(7):
            work.demands.add(a_demand(id=f"old-{rank}", deposited_at=NOW - rank * DAY))
    done = kept.run(OPERATOR, dry_run=False)
    assert (done.by, done.complete) == ("ops", False)
    assert (of(done, Keeping.COMPANY).things, of(done, Keeping.COMPANY).complete) == (4, False)
    rest = kept.run.regularly()
    assert (of(rest, Keeping.COMPANY).things, rest.complete) == (4, True)
    with pytest.raises(NotFound):
        kept.run(STAFF, dry_run=True)


def test_a_journal_that_was_touched_does_not_stop_the_rest(kept: Kept) -> None:
    def broken() -> int:
        raise Conflict("La chaîne du journal est rompue.")

    kept.chores[Keeping.JOURNAL] = broken
    done = kept.run.regularly()
    assert not done.complete
    assert (of(done, Keeping.JOURNAL).complete, of(done, Keeping.MAIL_FILES).things) == (False, 1)


def test_an_account_is_read_again_as_it_was_signed_and_a_touched_one_is_told(kept: Kept) -> None:
    done = kept.run.regularly()
    assert kept.certificates(OPERATOR, done.id) == done
    with kept.store.begin() as work:
        run = work.retention_runs.get(done.id)
        work.retention_runs.add(
            RetentionRun(id="9", at=run.at, text=run.text.replace("1095", "9"), signature=run.signature)
        )
    assert not kept.certificates.of("9").intact
    for read in (kept.certificates, kept.certificates.page):
        with pytest.raises(NotFound):
            read(STAFF, done.id)


def ended(kept: Kept, *accounts: str) -> None:
    """These accounts ended long ago, and are suspended since."""
    with kept.store.begin() as work:
        for one in accounts:
            work.accounts.add(an_account(one))
            work.account_changes.add(
                AccountChange(id=f"end of {one}", account=one, kind=ChangeKind.ENDED, at=NOW, by="staff")
            )


def test_accounts_that_ended_are_forgotten_once_the_directory_names_them_no_more(kept: Kept) -> None:
    ended(kept, "gone", "named")
    named = an_advisor("named@example.org", "cci", branch="cci")
    index = an_index_of(
        a_directory(a_team("cci"), advisors=(named,)), "1", ["gone@example.org", "named@example.org"]
    )
    with kept.store.begin() as work:
        work.directories.publish(index, DirectoryVersion(version="1", at=NOW, by="staff", why=""))
    assert of(kept.run.by_command(dry_run=True), Keeping.ACCOUNTS).things == 1
    assert of(kept.run.regularly(), Keeping.ACCOUNTS).things == 1
    with kept.store.read() as work:
        directory = work.directories.current().directory
        assert directory.version == "2"
        assert directory.suspended == {"named@example.org"}
        assert work.directories.at("1").directory.suspended == {"named@example.org"}
        assert work.accounts.get("named").email == "named@example.org"
    assert "gone@example.org" not in everything(kept.store)


def test_an_account_that_ended_without_ever_being_suspended_changes_no_directory(kept: Kept) -> None:
    ended(kept, "gone")
    kept.run.regularly()
    with kept.store.read() as work:
        assert work.directories.count() == 0


def test_runs_are_listed_latest_first_page_by_page(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conseillers_application.retention_accounts.PAGE", 2)
    made = [kept.run.by_command(dry_run=True) for _ in range(3)]
    first, following = kept.certificates.page(OPERATOR)
    assert first == (made[2], made[1])
    assert following == made[1].id
    assert kept.certificates.page(OPERATOR, made[1].id) == ((made[0],), None)
    assert evolve(made[0]).intact
