"""What is left beside what was forgotten: mails laid in a folder, the journal of a file."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from conseillers_adapters.mail import files_of
from conseillers_adapters.sql import make_engine, traces_left
from conseillers_adapters.sql.traces_left import compact, leave_no_trace

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def test_mails_laid_in_a_folder_are_deleted_by_when_they_were_owed(tmp_path: Path) -> None:
    for name in ("20251231T235959.999Z-need-a-1.eml", "20260101T000000.000Z-need-a-1.eml", "plain.eml"):
        (tmp_path / name).write_text("Xylophage", "utf-8")
    (tmp_path / "other.txt").write_text("gardé", "utf-8")
    os.utime(tmp_path / "plain.eml", (0, 0))
    files = files_of(f"file://{tmp_path}")
    assert (files.count(BEFORE), files.forget(BEFORE), files.count(BEFORE)) == (2, 2, 0)
    assert {file.name for file in tmp_path.iterdir()} == {"20260101T000000.000Z-need-a-1.eml", "other.txt"}


def test_a_folder_that_is_not_there_or_a_server_has_no_mail_to_delete(tmp_path: Path) -> None:
    for url in (f"file://{tmp_path / 'absent'}", "smtp://mail.example"):
        files = files_of(url)
        assert (files.count(BEFORE), files.forget(BEFORE)) == (0, 0)


def test_who_reads_for_too_long_has_the_journal_cut_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces_left, "TRIES", 2)
    monkeypatch.setattr(traces_left, "APART", 0)
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    reader = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        connection.execute(text("create table words (said text)"))
        connection.execute(text("insert into words values ('Xylophage')"))
    monkeypatch.setattr("conseillers_adapters.one_writer.PATIENCE", 0)
    with reader.connect().execution_options(conseillers_read_only=True) as reading:
        reading.execute(text("select said from words")).all()
        with engine.begin() as connection:
            connection.execute(text("update words set said = ''"))
        driver = engine.raw_connection()
        driver.driver_connection.execute("pragma busy_timeout=0").close()  # type: ignore[union-attr]
        driver.close()
        assert not leave_no_trace(engine)
        assert b"Xylophage" in (tmp_path / "a.db-wal").read_bytes()
    assert leave_no_trace(engine)
    compact(engine)
    for file in tmp_path.iterdir():
        assert b"Xylophage" not in file.read_bytes()
    engine.dispose()
    reader.dispose()


def test_a_server_has_nothing_to_cut(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    assert leave_no_trace(engine)
    compact(engine)
    engine.dispose()
