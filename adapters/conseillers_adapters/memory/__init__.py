"""Adapters that keep everything in memory: for tests, trials and embedding."""
