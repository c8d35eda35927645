"""The labels of activities (NAF rév. 2), for the people who read a need."""

from collections.abc import Mapping
from functools import lru_cache

from conseillers_adapters.geography.packaged import packaged


def naf_label(code: str) -> str | None:
    """The French label of an activity sub-class; dots and case are ignored, None when unknown."""
    return _labels().get(code.replace(".", "").strip().upper())


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, str]:
    labels: dict[str, str] = packaged("naf")["labels"]
    return labels
