"""Documents are read strictly, wholly or partly, and every fault is told with its place."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any, Literal, NewType
from uuid import UUID

import pytest
from attrs import Factory, field, frozen, validators
from cattrs import StructureHandlerNotFoundError
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.documents import converter, prepare, read, read_partly
from conseillers_domain.errors import Conflict, Fault, Invalid, told_once

Siret = NewType("Siret", str)


class Level(StrEnum):
    LOCAL = "local"
    NATIONAL = "national"


class Rank(IntEnum):
    FIRST = 1


class Mixed(Enum):
    ONE = "one"


@frozen
class Zone:
    type: Level
    code: str


@frozen
class Absence:
    from_: date
    to: date | None = None


@frozen
class Team:
    code: str
    zones: tuple[Zone, ...] = ()
    absences: list[Absence] = Factory(list)


@frozen
class Country:
    teams: tuple[Team, ...] = ()
    tags: frozenset[str] = frozenset()


@frozen
class Form:
    name: str = ""
    age: int = 0
    ratio: float = 0.0
    sure: bool = False
    level: Level = Level.LOCAL
    rank: Rank = Rank.FIRST
    on: date | None = None
    at: datetime | None = None
    id: UUID | None = None
    siret: Siret = Siret("")
    mode: Literal["a", "b"] = "a"
    answers: Mapping[str, str] = Factory(dict)
    names: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    anything: Any = None
    _secret: str = "kept"


@frozen
class Demanding:
    code: str = field(validator=[validators.min_len(2), validators.max_len(3)])
    page: int = field(default=1, validator=validators.and_(validators.ge(1), validators.lt(9)))
    naf: str | None = field(default=None, validator=validators.optional(validators.matches_re(r"[0-9]{2}")))
    kind: str = field(default="a", validator=validators.in_(("a", "b")))
    names: tuple[str, ...] = field(default=(), validator=validators.max_len(1))
    free: str = field(default="x1", validator=validators.matches_re("[0-9]", func=re.search))
    own: str = field(default="", validator=lambda *_: None)


def faults_of(cls: type, raw: object) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refusal:
        read(cls, raw)
    return [(fault.pointer, fault.code) for fault in refusal.value.faults]


def message_of(cls: type, raw: object) -> str:
    with pytest.raises(Invalid) as refusal:
        read(cls, raw)
    return refusal.value.faults[0].message


def test_a_right_document_becomes_a_value() -> None:
    raw = {
        "name": "Zoé",
        "age": 3,
        "ratio": 1,
        "sure": True,
        "level": "national",
        "rank": 1,
        "on": "2026-11-23",
        "at": "2026-11-23T10:30:00.5+01:00",
        "id": "018f2f2e-7c1a-7b6e-8d7b-0242ac120002",
        "siret": "13002526500013",
        "mode": "b",
        "answers": {"recrutement_premier": "true"},
        "names": ["a"],
        "zones": [{"type": "local", "code": "47"}],
        "anything": {"free": [1]},
    }
    form = read(Form, raw)
    assert form == Form(
        name="Zoé",
        age=3,
        ratio=1.0,
        sure=True,
        level=Level.NATIONAL,
        on=date(2026, 11, 23),
        at=datetime(2026, 11, 23, 9, 30, 0, 500_000, tzinfo=UTC),
        id=UUID("018f2f2e-7c1a-7b6e-8d7b-0242ac120002"),
        siret=Siret("13002526500013"),
        mode="b",
        answers={"recrutement_premier": "true"},
        names=("a",),
        zones=(Zone(Level.LOCAL, "47"),),
        anything={"free": [1]},
    )
    assert isinstance(form.ratio, float)


def test_collections_become_what_the_field_says() -> None:
    country = read(Country, {"teams": [{"code": "a", "absences": []}], "tags": ["x", "x"]})
    assert country == Country((Team("a"),), frozenset({"x"}))
    assert isinstance(country.teams[0].absences, list)
    assert read(set[int], [1, 1]) == {1}


def test_a_key_that_python_reserves_is_read_and_pointed_at() -> None:
    assert read(Absence, {"from": "2026-12-01"}) == Absence(date(2026, 12, 1))
    assert faults_of(Absence, {"from": "demain"}) == [("/from", "format")]


@pytest.mark.parametrize(
    ("key", "value", "code", "message"),
    [
        ("name", 3, "type", "Texte attendu."),
        ("name", None, "type", "Texte attendu."),
        ("name", "a\0", "format", "Ce texte contient des caractères interdits."),
        ("name", "\ud800", "format", "Ce texte contient des caractères interdits."),
        ("age", "3", "type", "Nombre entier attendu."),
        ("age", True, "type", "Nombre entier attendu."),
        ("age", 3.0, "type", "Nombre entier attendu."),
        ("ratio", "1", "type", "Nombre attendu."),
        ("ratio", float("nan"), "format", "Nombre hors limites."),
        ("ratio", 10**400, "format", "Nombre hors limites."),
        ("sure", 1, "type", "Vrai ou faux attendu."),
        ("level", "regional", "unknown_option", "Valeurs acceptées\u00a0: local, national."),
        ("level", 1, "type", "Texte attendu."),
        ("level", [], "type", "Texte attendu."),
        ("rank", True, "type", "Nombre attendu."),
        ("rank", 2, "unknown_option", "Valeurs acceptées\u00a0: 1."),
        ("mode", "c", "unknown_option", "Valeurs acceptées\u00a0: a, b."),
        ("on", 20261123, "type", "Texte attendu."),
        ("on", "20261123", "format", "Date attendue"),
        ("on", "2026-02-30", "format", "Date attendue"),
        ("at", "2026-11-23T10:30:00", "format", "Instant attendu"),
        ("at", "2026-11-23T25:30:00Z", "format", "Instant attendu"),
        ("at", "0001-01-01T00:00:00+01:00", "format", "Instant attendu"),
        ("id", "x", "format", "Identifiant mal formé."),
        ("id", 1, "type", "Texte attendu."),
        ("id", "018f2f2e7c1a7b6e8d7b0242ac120002", "format", "Identifiant mal formé."),
        ("answers", [], "type", "Objet attendu."),
        ("names", "abc", "type", "Liste attendue."),
        ("names", {"0": "a"}, "type", "Liste attendue."),
        ("unheard", 1, "unknown_field", "Champ inconnu."),
        ("_secret", "x", "unknown_field", "Champ inconnu."),
        ("secret", "x", "unknown_field", "Champ inconnu."),
    ],
)
def test_a_wrong_value_is_told_in_french(key: str, value: object, code: str, message: str) -> None:
    assert faults_of(Form, {key: value}) == [(f"/{key}", code)]
    assert message in message_of(Form, {key: value})


def test_every_fault_is_told_with_its_place() -> None:
    raw = {
        "teams": [
            {"code": None, "zones": [{"type": "local", "code": "47"}, {"type": "x", "code": 47}]},
            {"zones": None},
            3,
        ],
        "tags": [1],
        "more/less~": 1,
    }
    assert faults_of(Country, raw) == [
        ("/teams/0/code", "required"),
        ("/teams/0/zones/1/type", "unknown_option"),
        ("/teams/0/zones/1/code", "type"),
        ("/teams/1/code", "required"),
        ("/teams/1/zones", "type"),
        ("/teams/2", "type"),
        ("/tags/0", "type"),
        ("/more~1less~0", "unknown_field"),
    ]


def test_the_values_and_the_keys_of_an_open_object_are_pointed_at() -> None:
    assert faults_of(Form, {"answers": {"a": 1, "b": "ok", "c\0": "x"}}) == [
        ("/answers/a", "type"),
        ("/answers/c\0", "format"),
    ]


def test_a_key_that_cannot_be_sent_back_is_made_speakable() -> None:
    assert faults_of(Form, {"\ud800": 1}) == [("/?", "unknown_field")]


@pytest.mark.parametrize("root", [None, [], "x", 3])
def test_a_root_that_is_no_object_is_one_fault(root: object) -> None:
    assert faults_of(Form, root) == [("", "type")]
    with pytest.raises(Invalid):
        read_partly(Form, root)


def test_what_validators_ask_is_told_for_every_field_at_once() -> None:
    raw = {"code": "abcd", "page": 0, "naf": "x", "kind": "c", "names": ["a", "b"], "free": "x"}
    assert faults_of(Demanding, raw) == [
        ("/code", "too_long"),
        ("/page", "too_small"),
        ("/naf", "format"),
        ("/kind", "unknown_option"),
        ("/names", "too_long"),
        ("/free", "format"),
    ]
    assert message_of(Demanding, raw) == "Trop long\u00a0: 3 caractères au plus."
    assert message_of(Demanding, {"code": "ab", "names": ["a", "b"]}) == (
        "Trop long\u00a0: 1 élément au plus."
    )
    assert faults_of(Demanding, {"code": "a", "page": 9, "naf": None}) == [
        ("/code", "too_short"),
        ("/page", "too_big"),
    ]
    assert read(Demanding, {"code": "abc", "naf": "62"}).naf == "62"


@frozen
class Period:
    since: int = 0
    until: int = 0

    def __attrs_post_init__(self) -> None:
        if self.until < 0:
            raise ValueError("secret detail")
        if self.since == 13:
            raise Conflict("Le treize est pris.", code="taken")
        if self.since > self.until:
            raise Invalid(Fault("/until", "before", "La fin précède le début."))


@frozen
class Calendar:
    period: Period = Period()
    name: str = ""


@frozen
class Broken:
    name: str = ""

    def __attrs_post_init__(self) -> None:
        raise AttributeError("a bug")


def test_what_a_class_refuses_on_the_whole_is_told_at_its_place() -> None:
    assert faults_of(Calendar, {"period": {"since": 2}}) == [("/period/until", "before")]
    assert faults_of(Calendar, {"period": {"since": 13}}) == [("/period", "taken")]
    assert message_of(Calendar, {"period": {"until": -1}}) == "Valeur refusée."


def test_a_bug_of_a_class_is_no_fault_of_the_document() -> None:
    with pytest.raises(AttributeError):
        read(Broken, {})


def test_a_type_that_no_document_carries_is_found_out_at_once() -> None:
    with pytest.raises(StructureHandlerNotFoundError):
        prepare(complex)
    prepare(Form)


def test_a_partly_right_document_gives_the_rest_and_the_faults() -> None:
    form, faults = read_partly(
        Form,
        {
            "name": 3,
            "age": 7,
            "answers": {"a": 1, "b": "x"},
            "names": ["a", 2, "c"],
            "zones": [{"type": "x", "code": "47"}, {"type": "local", "code": "33"}, 4],
            "unheard": 1,
        },
    )
    assert [(fault.pointer, fault.code) for fault in faults] == [
        ("/name", "type"),
        ("/answers/a", "type"),
        ("/names/1", "type"),
        ("/zones/0/type", "unknown_option"),
        ("/zones/2", "type"),
        ("/unheard", "unknown_field"),
    ]
    assert form.name == ""
    assert form.age == 7
    assert form.answers == {"b": "x"}
    assert form.names == ("a", "", "c")
    assert [zone.code for zone in form.zones] == ["47", "33", ""]


def test_a_right_document_partly_read_has_no_fault() -> None:
    assert read_partly(Form, {"age": 1}) == (Form(age=1), ())


@frozen
class Whole:
    text: str
    flag: bool
    number: int
    ratio: float
    day: date
    moment: datetime
    level: Level
    mode: Literal["a"]
    siret: Siret
    names: tuple[str, ...]
    answers: Mapping[str, str]
    zone: Zone
    maybe: str | None
    tags: frozenset[str]
    id: UUID
    calendar: Calendar
    mixed: Mixed


def test_a_missing_field_without_default_is_stood_in_for() -> None:
    whole, faults = read_partly(Whole, {"flag": True})
    assert whole.flag is True
    assert whole.zone == Zone(Level.LOCAL, "")
    assert {fault.code for fault in faults} == {"required"}
    assert len(faults) == 16


def test_a_second_round_finds_what_the_first_hid() -> None:
    calendar, faults = read_partly(Calendar, {"period": {"since": 2}, "name": 3})
    assert [fault.pointer for fault in faults] == ["/period/until", "/name"]
    assert calendar == Calendar()


def test_nothing_is_made_of_a_document_that_no_repair_saves() -> None:
    with pytest.raises(Invalid) as refusal:
        read_partly(Demanding, {"code": 3})
    assert [fault.code for fault in refusal.value.faults] == ["type"]


def test_what_lies_under_a_structural_fault_is_not_told_twice() -> None:
    structural = (Fault("/teams/1", "type", "Objet attendu."),)
    semantic = tuple(
        Fault(place, "unknown", "Inconnu.")
        for place in ("/teams/0/code", "/teams/1", "/teams/1/code", "/teams/10")
    )
    assert [fault.pointer for fault in told_once(structural, semantic)] == [
        "/teams/1",
        "/teams/0/code",
        "/teams/10",
    ]
    assert told_once((Fault("", "type", "Objet attendu."),), semantic)[1:] == ()


def test_a_converter_of_ones_own_takes_further_hooks() -> None:
    own = converter(telling=False)
    own.register_structure_hook(complex, lambda value, _: complex(value))
    assert own.structure({"code": "1j"}, dict[str, complex]) == {"code": 1j}


def test_reading_needs_no_web_and_no_database() -> None:
    # An embedding service installs attrs and cattrs only.
    program = (
        "import sys, conseillers_adapters.documents as documents;"
        "known = set(sys.stdlib_module_names)"
        " | {'attr', 'attrs', 'cattrs', 'cattr', 'typing_extensions', 'exceptiongroup'};"
        "print(sorted({name.split('.')[0] for name in sys.modules if not name.startswith('_')}"
        " - known - {'conseillers_adapters', 'conseillers_domain'}))"
    )
    plain = [sys.executable, "-S", "-c", program]
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(  # noqa: S603 - our own program
        plain, check=True, capture_output=True, text=True, env={"PYTHONPATH": paths}
    )
    assert done.stdout.strip() == "[]"


json_trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "age", "zones", "names", "answers", "code", "type", "x"]),
            inside,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(json_trees)
def test_any_document_is_read_or_refused_and_partly_read_alike(raw: object) -> None:
    try:
        form, faults = read_partly(Form, raw)
    except Invalid:
        assert not isinstance(raw, dict)
        return
    if faults:
        with pytest.raises(Invalid) as refusal:
            read(Form, raw)
        assert refusal.value.faults == faults
    else:
        assert read(Form, raw) == form
