"""What distant registers answered, remembered; and a memory that never stands in the way."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from attrs import evolve

from conseillers_adapters.registries.remembering import FRESH, KEPT_FOR, UNKNOWN_FOR, Remembering
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment, Siret
from tests.adapters.registry_api import a_siret

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
HERE = Establishment(
    siret=a_siret(1),
    name="Café de l’Été",
    source="INSEE",
    as_of=START,
    commune="47001",
    natures=("ARTISANALE",),
)
INSTANT = timedelta(seconds=1)


class Distant:
    """A register that counts what it is asked."""

    def __init__(self, *known: Establishment) -> None:
        self.known = {one.siret: one for one in known}
        self.asked = 0
        self.silent = False

    def find(self, siret: Siret) -> Establishment | None:
        self.asked += 1
        if self.silent:
            raise RegistrySilent
        return self.known.get(siret)

    def search(self, _text: str, limit: int) -> tuple[Establishment, ...]:
        self.asked += 1
        if self.silent:
            raise RegistrySilent
        return tuple(self.known.values())[:limit]


class Now:
    """A clock one sets."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def distant() -> Distant:
    return Distant(HERE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "memoire.db"


@pytest.fixture
def memory(distant: Distant, file: Path, now: Now) -> Remembering:
    return Remembering(distant, file, now)


def test_nothing_is_written_before_the_first_answer(memory: Remembering, file: Path) -> None:
    assert not file.parent.exists()
    memory.find(HERE.siret)
    assert file.exists()


def test_a_fresh_answer_is_not_asked_for_again(memory: Remembering, distant: Distant, now: Now) -> None:
    memory.find(HERE.siret)
    now.at += FRESH - INSTANT
    assert memory.find(HERE.siret) == HERE
    assert distant.asked == 1


def test_the_processes_of_a_machine_share_it(memory: Remembering, file: Path, now: Now) -> None:
    memory.find(HERE.siret)
    elsewhere = Distant()
    assert Remembering(elsewhere, file, now).find(HERE.siret) == HERE
    assert elsewhere.asked == 0


def test_an_older_answer_is_asked_for_again(memory: Remembering, distant: Distant, now: Now) -> None:
    memory.find(HERE.siret)
    now.at += FRESH
    distant.known[HERE.siret] = moved = evolve(HERE, commune="47203", as_of=now.at)
    assert memory.find(HERE.siret) == moved
    now.at += FRESH - INSTANT
    assert memory.find(HERE.siret) == moved
    assert distant.asked == 2


def test_an_old_answer_is_given_with_its_age_when_the_register_is_silent(
    memory: Remembering, distant: Distant, now: Now
) -> None:
    memory.find(HERE.siret)
    distant.silent = True
    now.at += KEPT_FOR - INSTANT
    found = memory.find(HERE.siret)
    assert found == HERE
    assert found.as_of == START
    assert distant.asked == 2


def test_an_answer_of_another_year_is_no_answer(memory: Remembering, distant: Distant, now: Now) -> None:
    memory.find(HERE.siret)
    distant.silent = True
    now.at += KEPT_FOR
    with pytest.raises(RegistrySilent):
        memory.find(HERE.siret)


def test_that_nobody_knows_a_siret_is_soon_forgotten(memory: Remembering, distant: Distant, now: Now) -> None:
    unknown = a_siret(2)
    assert memory.find(unknown) is None
    now.at += UNKNOWN_FOR - INSTANT
    assert memory.find(unknown) is None
    assert distant.asked == 1
    now.at += INSTANT
    distant.known[unknown] = evolve(HERE, siret=unknown)
    assert memory.find(unknown) is not None


def test_a_silence_is_not_an_answer(memory: Remembering, distant: Distant, now: Now) -> None:
    distant.silent = True
    with pytest.raises(RegistrySilent):
        memory.find(HERE.siret)
    distant.silent = False
    assert memory.find(HERE.siret) == HERE
    unknown = a_siret(2)
    memory.find(unknown)
    now.at += UNKNOWN_FOR
    distant.silent = True
    with pytest.raises(RegistrySilent):
        memory.find(unknown)


def test_whoever_a_search_found_is_remembered(memory: Remembering, distant: Distant) -> None:
    assert memory.search("café", 3) == (HERE,)
    assert memory.find(HERE.siret) == HERE
    assert distant.asked == 1


def test_a_search_that_finds_nobody_writes_nothing(distant: Distant, file: Path, now: Now) -> None:
    assert Remembering(Distant(), file, now).search("café", 3) == ()
    assert not file.exists()


def test_a_clock_set_back_makes_nothing_young_for_ever(
    memory: Remembering, distant: Distant, now: Now
) -> None:
    memory.find(HERE.siret)
    now.at -= timedelta(days=400)
    memory.find(HERE.siret)
    assert distant.asked == 2


def test_only_the_last_answers_are_kept(distant: Distant, file: Path, now: Now) -> None:
    small = Remembering(distant, file, now, most=3)
    several = [a_siret(rank) for rank in range(1, 7)]
    for siret in several:
        small.find(siret)
    small.find(several[3])
    with closing(sqlite3.connect(file)) as opened:
        kept = {siret for (siret,) in opened.execute("SELECT siret FROM answers")}
    assert kept == set(several[3:])


def broken(file: Path) -> None:
    file.write_bytes(b"rien d'une base de donnees " * 200)


def overwritten(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[100:] = b"\xff" * len(content[100:])
    file.write_bytes(content)


def of_another_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("PRAGMA user_version = 99")


def of_somebody_else(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("CREATE TABLE autre (chose)")


@pytest.mark.parametrize("spoil", [broken, overwritten, of_another_version, of_somebody_else])
def test_a_file_that_cannot_be_read_is_put_aside_and_made_anew(
    memory: Remembering, distant: Distant, file: Path, spoil: object
) -> None:
    memory.find(HERE.siret)
    assert callable(spoil)
    spoil(file)
    assert memory.find(HERE.siret) == HERE
    assert file.with_name("memoire.db.illisible").exists()
    assert memory.find(HERE.siret) == HERE
    assert distant.asked == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("answer", "{"),
        ("answer", "[]"),
        ("answer", "{}"),
        ("answer", '{"source": "INSEE", "as_of": "2026-01-01"}'),
        ("answer", '{"source": "INSEE", "as_of": "2026-01-01T00:00:00Z", "couleur": "bleu"}'),
        ("asked_at", "hier"),
        ("asked_at", "2026-11-23"),
    ],
)
def test_a_line_that_cannot_be_read_is_written_again(
    memory: Remembering, distant: Distant, file: Path, column: str, value: str
) -> None:
    memory.find(HERE.siret)
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute(f"UPDATE answers SET {column} = ?", (value,))  # noqa: S608 - two names of the table
    assert memory.find(HERE.siret) == HERE
    assert memory.find(HERE.siret) == HERE
    assert distant.asked == 2


def test_a_file_somebody_else_holds_is_done_without(
    memory: Remembering, distant: Distant, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory.find(HERE.siret)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert memory.find(HERE.siret) == HERE
    assert distant.asked == 2
    assert "inutilisable" in caplog.text
    assert not file.with_name("memoire.db.illisible").exists()


def test_a_place_where_nothing_can_be_written_is_done_without(
    distant: Distant, now: Now, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = Remembering(distant, Path("/dev/null/memoire.db"), now)
    assert nowhere.find(HERE.siret) == HERE
    assert nowhere.search("café", 1) == (HERE,)
    assert "inutilisable" in caplog.text


def test_a_spoilt_file_that_cannot_be_moved_is_done_without(
    memory: Remembering, distant: Distant, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory.find(HERE.siret)
    broken(file)
    aside = file.with_name("memoire.db.illisible")
    aside.mkdir()
    (aside / "plein").touch()
    assert memory.find(HERE.siret) == HERE
    assert distant.asked == 2
    assert "inutilisable" in caplog.text


def test_many_may_ask_at_once(memory: Remembering) -> None:
    sirets = [a_siret(rank) for rank in range(1, 9)]
    several = [Thread(target=memory.find, args=(siret,)) for siret in (*sirets, *sirets)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert memory.find(HERE.siret) == HERE
