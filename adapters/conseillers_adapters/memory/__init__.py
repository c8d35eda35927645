"""Adapters that keep everything in memory: for tests, trials and embedding."""

from conseillers_adapters.memory.agenda import MemoryAgenda
from conseillers_adapters.memory.store import MemoryStore

__all__ = ["MemoryAgenda", "MemoryStore"]
