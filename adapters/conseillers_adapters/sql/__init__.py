"""Storage in an SQL database: SQLAlchemy Core tables mapped by hand, one transaction a unit of work."""

from conseillers_adapters.sql.engine import make_engine
from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.migrate import migrate
from conseillers_adapters.sql.patience import WouldWait, at_once
from conseillers_adapters.sql.unit_of_work import SqlStore

__all__ = ["Line", "SqlStore", "WouldWait", "at_once", "make_engine", "migrate"]
