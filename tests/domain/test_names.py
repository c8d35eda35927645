"""What `from conseillers_domain import …` gives."""

import pytest

import conseillers_domain


@pytest.mark.parametrize("name", conseillers_domain.__all__)
def test_every_name_promised_is_given(name: str) -> None:
    assert getattr(conseillers_domain, name).__module__.startswith("conseillers_domain.")


def test_another_name_is_an_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        conseillers_domain.nothing  # noqa: B018 - it is the asking that fails
