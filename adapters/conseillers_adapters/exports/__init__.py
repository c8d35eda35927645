"""What leaves the service as files for people: the coverage report, figures."""

from conseillers_adapters.exports.coverage_report import coverage_page
from conseillers_adapters.exports.sheet_files import write_sheet

__all__ = ["coverage_page", "write_sheet"]
