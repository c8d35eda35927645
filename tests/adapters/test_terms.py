"""The texts everybody may read, as they are delivered."""

from conseillers_adapters.terms import information_notice, terms_of_use


def test_the_terms_are_delivered_whole_in_french() -> None:
    terms = terms_of_use()
    assert terms.startswith("# ")
    assert "Conseillers-Entreprises" in terms
    for said in ("gratuit", "441-1", "conseiller"):
        assert said in terms


def test_the_notice_says_how_long_data_are_kept_and_what_one_may_ask() -> None:
    notice = information_notice()
    for said in ("Trois ans", "anonymes", "corriger", "vous y opposer"):
        assert said in notice


def test_the_texts_read_as_plain_markdown() -> None:
    for text in (terms_of_use(), information_notice()):
        assert text.endswith("\n")
        assert "\r" not in text
        assert "TODO" not in text
