"""The file a stock is loaded into: made for a look-up by number, small enough for a whole country.

Numbers are kept as integers, which SQLite finds its rows by. What many establishments share (a town; an
activity, a headcount and a state) is written once and pointed at. Names are indexed apart from those of what
is shut: at its number for an establishment's own, at minus its number for a company's.
"""

from typing import Final

LAYOUT: Final = 1

TABLES: Final = f"""
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, commune TEXT, postal_code TEXT, town TEXT, abroad INTEGER);
CREATE TABLE traits (
    id INTEGER PRIMARY KEY, naf TEXT, legal_form TEXT, headcount TEXT, open INTEGER, disclosed INTEGER
);
CREATE TABLE companies (siren INTEGER PRIMARY KEY, traits INTEGER, created INTEGER, name TEXT);
CREATE TABLE establishments (
    siret INTEGER PRIMARY KEY, place INTEGER, traits INTEGER, created INTEGER, street TEXT, name TEXT
);
CREATE VIRTUAL TABLE open_names USING fts5(name, content='', detail=none, columnsize=0, tokenize=ascii);
CREATE VIRTUAL TABLE other_names USING fts5(name, content='', detail=none, columnsize=0, tokenize=ascii);
PRAGMA user_version = {LAYOUT};
"""

NAMES: Final = ("other_names", "open_names")
"""By whether what bears the name is open."""

TRAITS: Final = ("naf", "legal_form", "headcount", "open", "disclosed")
PLACES: Final = ("commune", "postal_code", "town", "abroad")
WIDTH: Final = 100_000
"""The numbers of a company's establishments are its own times that, and more by less than that."""

SOURCE: Final = "Stock des établissements (INSEE)"
AS_OF: Final = "as_of"
