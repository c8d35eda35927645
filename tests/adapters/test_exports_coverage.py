"""The coverage report: one page that says on its map, in its table and in its list the same facts."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Final

import pytest
from attrs import evolve

from conseillers_adapters.exports import coverage_page
from conseillers_adapters.exports.coverage_maps import LackMap, Share, lack_map
from conseillers_adapters.exports.france import CREDIT, france
from conseillers_adapters.exports.words import counted
from conseillers_adapters.geography import official_geography
from conseillers_application.coverage_page import CoveragePage, CoverageRequest, coverage_page_of
from conseillers_application.coverage_places import Lack
from conseillers_application.coverage_views import told
from conseillers_domain.anomalies import Anomaly, AnomalyCode, NeverReached, Severity
from conseillers_domain.directory import Directory
from conseillers_domain.french import NO_BREAK, typeset
from conseillers_domain.territory import Geography, Zone, ZoneType
from tests.builders import TODAY, a_catalogue, a_directory, a_team, an_institution

FRANCE: Final = official_geography()
SUBJECTS: Final = ("recruter", "former", "innover", "exporter", "vendre", "transmettre", "ceder")
CATALOGUE: Final = a_catalogue(*SUBJECTS)
DIRECTORY: Final = Directory(
    a_directory(
        *(a_team(f"cci-{rank}", "recruter", branch="cci", name=f"Équipe n° {rank}") for rank in range(7)),
        institutions=(an_institution("cci", name="Chambre de commerce"),),
    ),
    "12",
)
VOID: Final = frozenset({"meta", "link", "br", "img", "input", "hr"})


def departements(*codes: str) -> tuple[Zone, ...]:
    return tuple(Zone(ZoneType.DEPARTEMENT, code) for code in codes)


def nobody(subject: str, *zones: Zone) -> Anomaly:
    return Anomaly(code=AnomalyCode.NO_TEAM, institution=None, subject=subject, zones=zones)


def of_cci(code: AnomalyCode, *zones: Zone, subject: str | None = "recruter", teams: int = 0) -> Anomaly:
    codes = tuple(f"cci-{rank}" for rank in range(teams))
    why = NeverReached.NO_TERRITORY
    return Anomaly(code=code, institution="cci", subject=subject, zones=zones, teams=codes, why=why)


def a_page(*anomalies: Anomaly, **asked: str) -> CoveragePage:
    found = told(anomalies, DIRECTORY, FRANCE, CATALOGUE)
    request = CoverageRequest(**asked)  # type: ignore[arg-type]
    return coverage_page_of(found, request, DIRECTORY, FRANCE, CATALOGUE, TODAY)


class Read(HTMLParser):
    """A page as a browser reads it: its tags and its texts; every tag must be closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """One more tag is open."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """A tag that holds nothing."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """The last tag opened is closed."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Some text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """What it says, spaces made one."""
        return re.sub(r"[ \n]+", " ", " ".join(self.texts))

    def every(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [attributes[name] for _, attributes in self.tags if name in attributes]


EVERYTHING: Final = (
    nobody("recruter", *departements("48", "975")),
    nobody("former", Zone(ZoneType.COMMUNE, "47001")),
    of_cci(AnomalyCode.MISSING_COMMUNES, *departements("23", "93")),
    of_cci(AnomalyCode.NO_MEMBER, *departements("33"), teams=7),
    evolve(of_cci(AnomalyCode.OVERLAP, *departements("47"), subject="ceder", teams=2), everywhere=True),
    of_cci(AnomalyCode.TEAM_NEVER_REACHED, subject=None, teams=1),
)


def test_the_page_says_when_and_what_was_compared() -> None:
    text = Read(coverage_page(a_page(*EVERYTHING))).text
    assert f"Rapport du 23{NO_BREAK}novembre 2026 · annuaire, version 12" in text
    assert "découpage officiel 2026" in text
    assert CREDIT in text
    assert "Limité" not in text


def test_the_page_says_what_it_was_narrowed_to() -> None:
    page = a_page(*EVERYTHING, institution="cci", subject="former", severity=Severity.WARNING)
    text = Read(coverage_page(page)).text
    assert f"Limité à l’institution{NO_BREAK}: Chambre de commerce" in text
    assert f"Limité au sujet{NO_BREAK}: Former" in text
    assert f"Limité à la gravité{NO_BREAK}: avertissement ou plus grave" in text


def test_the_summary_counts_each_severity_and_each_kind() -> None:
    text = Read(coverage_page(a_page(*EVERYTHING))).text
    assert (
        f"6{NO_BREAK}anomalies, dont 3{NO_BREAK}erreurs, 2{NO_BREAK}avertissements, 1{NO_BREAK}information."
        in text
    )
    summary = text[text.index("Nombre") : text.index("Dans toute la France")]
    for kind, count in (("Aucune équipe", 2), ("Communes oubliées", 1), ("Équipes hors d’atteinte", 1)):
        assert re.search(rf"{kind}.*?\b{count}\b", summary)
    assert "Zones inconnues" not in summary


def test_the_page_needs_nothing_beside_it_and_no_script() -> None:
    html = coverage_page(a_page(*EVERYTHING))
    page = Read(html)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base"}
    assert all(link.startswith("#") for name in ("href", "src", "xlink:href") for link in page.every(name))
    assert "://" not in html
    assert "@import" not in html
    assert re.findall(r"url\((?!#)", html) == []


def test_every_link_leads_somewhere_and_no_name_is_given_twice() -> None:
    html = coverage_page(a_page(*EVERYTHING))
    page = Read(html)
    ids = page.every("id")
    assert len(ids) == len(set(ids))
    wanted = {link[1:] for link in page.every("href")} | set(re.findall(r"url\(#(\w+)\)", html))
    wanted |= {one for ids in page.every("aria-labelledby") for one in ids.split()}
    assert wanted <= set(ids)


def test_maps_are_pictures_with_a_name_and_every_departement_tells_what_it_lacks() -> None:
    html = coverage_page(a_page(*EVERYTHING))
    pictures = [attributes for tag, attributes in Read(html).tags if attributes.get("role") == "img"]
    assert [one["aria-labelledby"] for one in pictures] == [
        f"t-{lack} x-{lack}" for lack in ("nobody", "team", "member")
    ]
    assert f"Lozère (48){NO_BREAK}: 1{NO_BREAK}sujet sans réponse, 152{NO_BREAK}communes sur 152. " in html
    assert f"<title>Paris (75){NO_BREAK}: rien à signaler</title>" in html


def the_map(lack: Lack, *anomalies: Anomaly) -> LackMap:
    return lack_map(lack, a_page(*anomalies), france())


def shares(shown: LackMap) -> dict[str, Share]:
    marks = (*shown.shapes, *(square.mark for square in shown.squares))
    return {mark.code: mark.share for mark in marks if mark.share is not Share.NONE}


def test_departements_are_painted_by_the_share_of_their_communes() -> None:
    of_lozere = [one.code for one in FRANCE.communes.values() if one.departement == "48"]
    half = tuple(Zone(ZoneType.COMMUNE, code) for code in of_lozere[: len(of_lozere) // 2])
    for zones, share in (
        (half, Share.MORE),
        (half[:-1], Share.LESS),
        (half[:1], Share.LESS),
        (departements("48"), Share.ALL),
    ):
        assert shares(the_map(Lack.NOBODY, nobody("recruter", *zones))) == {"48": share}
    assert shares(the_map(Lack.TEAM, nobody("recruter", *half))) == {}


def test_the_neighbours_of_paris_and_overseas_are_squares() -> None:
    shown = the_map(Lack.NOBODY, nobody("recruter", *departements("75", "974", "988")))
    assert shares(shown) == {"75": Share.ALL, "974": Share.ALL, "988": Share.ALL}
    squares = {square.mark.code: (square.x, square.y) for square in shown.squares}
    assert shown.inset == {"75", "92", "93", "94"}
    assert squares.keys() == shown.inset | (
        {one.departement for one in FRANCE.communes.values()} - france().outlines.keys()
    )
    assert len(set(squares.values())) == len(squares)
    assert shown.touched == 3


def test_a_country_without_paris_has_no_square_for_its_neighbours() -> None:
    small = Geography(
        version="2026",
        communes={code: one for code, one in FRANCE.communes.items() if one.departement in {"47", "974"}},
        former={},
        names=FRANCE.names,
    )
    found = told((nobody("recruter", *departements("47")),), DIRECTORY, small, CATALOGUE)
    page = coverage_page_of(found, CoverageRequest(), DIRECTORY, small, CATALOGUE, TODAY)
    shown = lack_map(Lack.NOBODY, page, france())
    assert [mark.code for mark in shown.shapes] == ["47"]
    assert [square.mark.code for square in shown.squares] == ["974"]
    assert coverage_page(page).count("<use ") == 1


def test_few_subjects_are_named_and_the_others_counted() -> None:
    (lozere,) = (
        mark
        for mark in the_map(Lack.NOBODY, *(nobody(one, *departements("48")) for one in SUBJECTS)).shapes
        if mark.code == "48"
    )
    assert lozere.cases == 7
    assert lozere.names == typeset("Recruter ; Former ; Innover ; Exporter ; Vendre ; et 2 autres").replace(
        "2 autres", f"2{NO_BREAK}autres"
    )


def test_the_table_says_the_same_as_the_map_and_names_what_has_nothing() -> None:
    text = Read(coverage_page(a_page(*EVERYTHING))).text
    table = text[text.index("Paris, Lyon et Marseille comptent") : text.index("Rien à signaler ailleurs")]
    assert re.search(rf"Creuse \(23\) 1{NO_BREAK}sujet sans équipe, 255{NO_BREAK}communes sur 255", table)
    assert (
        f"Lot-et-Garonne (47) 1{NO_BREAK}sujet sans réponse, 1{NO_BREAK}commune sur 319{NO_BREAK}: Former"
        in table
    )
    assert "plusieurs équipes" not in table
    assert "Ain, Aisne" in text[text.index("Rien à signaler ailleurs") :]


def test_what_is_everywhere_is_said_once_and_painted_nowhere() -> None:
    everywhere = evolve(nobody("recruter", *departements("47")), everywhere=True)
    page = a_page(everywhere, evolve(of_cci(AnomalyCode.TEAM_NEVER_REACHED, teams=1), everywhere=True))
    text = Read(coverage_page(page)).text
    between = text[text.index("Dans toute la France") : text.rindex("Carte")]
    assert page.coverage.items[0].sentence in between
    assert page.coverage.items[1].sentence not in between
    assert f"Rien à signaler dans aucun département{NO_BREAK}: Ain" in text


def test_a_country_without_anomaly_says_so() -> None:
    text = Read(coverage_page(a_page())).text
    assert text.count("Aucune anomalie.") == 2
    assert "Ne montrer qu’un sujet" not in text


def test_anomalies_are_grouped_by_institution_then_by_subject() -> None:
    page = Read(coverage_page(a_page(*EVERYTHING)))
    text = page.text
    places = [
        text.rindex(title)
        for title in ("Toutes les institutions ensemble", "Chambre de commerce ", "Quel que soit le sujet")
    ]
    assert places == sorted(places)
    groups = [name for name in page.every("class") if name.startswith("subject")]
    assert groups == [f"subject of{rank}" for rank in (1, 2, 0, 1, 3)]


def test_one_subject_may_be_kept_alone() -> None:
    html = coverage_page(a_page(*EVERYTHING))
    for rank, title in ((1, "Recruter"), (2, "Former"), (3, "Ceder")):
        assert f'<a class="to{rank}" href="#s{rank}">{title} <small>' in html
        assert f'<p class="only none" id="s{rank}">Seulement&nbsp;: <strong>{title}</strong>.' in html
        assert (
            f"main:has(#s{rank}:target) :is(.subject:not(.of{rank}), .institution:not(:has(.of{rank})))"
            in html
        )
    assert "#s4" not in html


def test_what_a_sentence_names_is_not_said_twice_and_what_it_counts_is_folded() -> None:
    many = departements("01", "03", "07", "15", "26")
    epci = Zone(ZoneType.EPCI, "200096956")
    page = Read(
        coverage_page(
            a_page(
                of_cci(AnomalyCode.NO_MEMBER, *departements("33"), teams=7),
                of_cci(AnomalyCode.OVERLAP, *many, teams=2),
                of_cci(AnomalyCode.TEAM_NEVER_REACHED, subject=None, teams=1),
                nobody("ceder", *many, epci),
            )
        )
    )
    assert [tag for tag, _ in page.tags].count("details") == 2
    assert f"Équipes{NO_BREAK}: 7" in page.text
    assert "Équipe n° 6 (cci-6)" in page.text
    assert f"Codes{NO_BREAK}: cci-0, cci-1" in page.text
    assert f"Code{NO_BREAK}: cci-0" in page.text
    assert f"Territoires{NO_BREAK}: 6" in page.text
    assert "département Ain (01)" in page.text
    assert f"{FRANCE.names[epci]} (200096956)" in page.text


def test_names_are_text_and_never_tags() -> None:
    evil = "<script>alert('x')</script> & \"</style>\""
    directory = Directory(
        a_directory(
            a_team("cci-0", "recruter", branch="cci", name=evil),
            institutions=(an_institution("cci", name=evil),),
        ),
        evil,
    )
    subject = CATALOGUE.subjects["recruter"]
    theme = evolve(CATALOGUE.themes[0], subjects=(evolve(subject, title=evil),))
    catalogue = evolve(CATALOGUE, themes=(theme,))
    gap = of_cci(AnomalyCode.NO_MEMBER, *departements("33"), teams=1)
    found = told((gap, nobody("recruter", *departements("48"))), directory, FRANCE, catalogue)
    asked = CoverageRequest(institution="cci", subject="recruter")
    html = coverage_page(coverage_page_of(found, asked, directory, FRANCE, catalogue, TODAY))
    page = Read(html)
    assert "<script" not in html
    assert html.count("</style>") == 1
    assert page.text.count("<script>alert") >= 8


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, f"0{NO_BREAK}commune"),
        (1, f"1{NO_BREAK}commune"),
        (2, f"2{NO_BREAK}communes"),
        (34_969, f"34\N{NARROW NO-BREAK SPACE}969{NO_BREAK}communes"),
    ],
)
def test_what_has_a_plural_of_its_own_is_counted(count: int, said: str) -> None:
    assert counted(count, "commune", "communes") == said
