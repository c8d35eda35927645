"""Each information says whom it comes from."""

from conseillers_domain.position import BY_RULE, Side, Stance
from conseillers_domain.sources import Source, source_of
from tests.builders import a_position


def test_a_position_comes_from_an_advisor_from_staff_for_them_or_from_a_rule() -> None:
    assert source_of(a_position(Stance.TAKEN)) is Source.ADVISOR
    assert source_of(a_position(Stance.TAKEN, side=Side.STAFF)) is Source.STAFF
    assert source_of(a_position(Stance.REFUSED, by=BY_RULE)) is Source.RULE


def test_people_read_whom_it_comes_from() -> None:
    assert [one.label for one in Source] == [
        "l’entreprise",
        "un registre officiel",
        "un conseiller",
        "l’équipe du service",
        "une règle du service",
    ]
