"""What leaves the service as files for people: the coverage report."""

from conseillers_adapters.exports.coverage_report import coverage_page

__all__ = ["coverage_page"]
