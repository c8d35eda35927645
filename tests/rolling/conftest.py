"""Where the history is cut short, what needs the former release is left out, and that is said."""

from tests.rolling.former import COMMIT, in_history

collect_ignore = [] if in_history() else ["test_former_release.py"]


def pytest_report_header() -> str | None:
    """Say it at the head of the run."""
    if collect_ignore:
        return f"L’ancienne version ({COMMIT}) n’est pas dans cet historique : ses essais ne sont pas joués."
    return None
