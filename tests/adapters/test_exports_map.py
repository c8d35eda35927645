"""The packaged map: every département that the geography has on the mainland and in Corsica, and no other."""

import re

from conseillers_adapters.exports.france import france
from conseillers_adapters.geography import official_geography

OVERSEAS = {"971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988", "989"}


def test_the_map_has_the_ninety_six_departements() -> None:
    known = {commune.departement for commune in official_geography().communes.values()}
    assert france().outlines.keys() == known - OVERSEAS
    assert len(france().outlines) == 96
    assert france() is france()


def test_outlines_are_closed_and_labels_stand_in_the_picture() -> None:
    for outline in france().outlines.values():
        assert re.fullmatch(r"(m[-\d ]+z)+", outline.path)
        across, down = outline.at
        assert 0 < across < france().width
        assert 0 < down < france().height
