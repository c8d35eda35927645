"""The directory as people fill it in: an XLSX workbook or CSV files, read and written.

Reading gives the document that the sheets stand for and every fault, each at its sheet, row and column.
"""

from conseillers_adapters.sheets.csv_files import read_csv, read_csv_folder, write_csv
from conseillers_adapters.sheets.reading import Sheets, document_of
from conseillers_adapters.sheets.workbook_reading import read_xlsx
from conseillers_adapters.sheets.workbook_writing import template_xlsx, write_xlsx

__all__ = [
    "Sheets",
    "document_of",
    "read_csv",
    "read_csv_folder",
    "read_xlsx",
    "template_xlsx",
    "write_csv",
    "write_xlsx",
]
