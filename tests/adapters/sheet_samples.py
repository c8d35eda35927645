"""Directories at random with texts that spreadsheets are known to change, and sheets as people send them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import strategies as st

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import (
    Absence,
    ActivityRule,
    Advisor,
    AnswerConditions,
    Branch,
    Competence,
    DirectoryDocument,
    Institution,
    Level,
    Nature,
    Team,
)
from conseillers_domain.territory import Zone, ZoneType

Rows: TypeAlias = Sequence[Sequence[object]]

NASTY = (
    "=1+1", "+33", "-x", "@a", "'", "''", "\t", "\r", "\n", "\r\n", '"', ";", ",", "_x0041_", "x0041_",
    "_x000D_", "_", "<r>", "</r>", "&", "<t>", "😀", "007", "1e5", "true", "oui", " ", "\u00a0", "\x01",
    "\x1f", "\x85", "\u2028", "\ufeff", "{=1}", "http://x.example", "#N/A", "2026-01-02", "é",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffe\uffff"), max_size=12),
    st.lists(st.sampled_from(NASTY), max_size=5).map("".join),
)
WORDS = TEXTS.filter(bool)
CODES = st.text("abcXYZ-_.0123456789", min_size=1, max_size=8)


def few(kind: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """None to three of them."""
    return st.lists(kind, max_size=3).map(tuple)


LISTS = few(TEXTS)
ZONES = few(st.builds(Zone, st.sampled_from(ZoneType), CODES))
CRITERIA = few(
    st.builds(
        Criterion,
        subjects=LISTS,
        accepted_naf=LISTS,
        accepted_legal_forms=LISTS,
        excluded_naf=LISTS,
        excluded_legal_forms=LISTS,
        excluded_communes=LISTS,
    )
)
CONDITIONS = few(
    st.builds(AnswerConditions, subject=TEXTS, groups=few(st.dictionaries(TEXTS, TEXTS, max_size=3)))
)
INSTITUTIONS = st.builds(
    Institution,
    slug=CODES,
    name=WORDS,
    nature=st.sampled_from(Nature),
    categories=LISTS,
    mail_domains=LISTS,
    siren=st.none() | TEXTS,
    activity_rule=st.none() | st.builds(ActivityRule, natures=LISTS, any_nafa=st.booleans()),
    criteria=CRITERIA,
    answer_conditions=CONDITIONS,
)
BRANCHES = st.builds(
    Branch,
    code=CODES,
    institution=TEXTS,
    name=WORDS,
    level=st.sampled_from(Level),
    parent=st.none() | TEXTS,
    zones=ZONES,
    criteria=CRITERIA,
)
TEAMS = st.builds(
    Team,
    code=CODES,
    branch=TEXTS,
    name=WORDS,
    mailbox=TEXTS,
    delegate=st.none() | TEXTS,
    zones=ZONES,
    criteria=CRITERIA,
    competences=few(
        st.builds(Competence, subject=st.sampled_from(("recruter", "")) | TEXTS, description=TEXTS)
    ),
)
ADVISORS = st.builds(
    Advisor,
    email=CODES,
    first_name=WORDS,
    last_name=WORDS,
    branch=TEXTS,
    teams=LISTS,
    absences=few(st.builds(Absence, from_=st.dates(), to=st.dates())),
)


def _unique(kind: st.SearchStrategy[object], name: str) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(kind, max_size=3, unique_by=lambda one: getattr(one, name).lower()).map(tuple)


DOCUMENTS = st.builds(
    DirectoryDocument,
    institutions=_unique(INSTITUTIONS, "slug"),
    branches=_unique(BRANCHES, "code"),
    teams=_unique(TEAMS, "code"),
    advisors=_unique(ADVISORS, "email"),
)


def a_workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of these sheets, each cell of the type it has here."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(held, options) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return held.getvalue()


def an_archive(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def repacked(content: bytes, **changed: bytes) -> bytes:
    """The same archive, the files whose name ends so being changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for end, other in changed.items():
        files |= {name: other for name in files if name.endswith(f"{end}.xml")}
    return an_archive(files)
