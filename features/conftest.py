"""Loads the steps as a service that embeds the library does."""

import pytest

PLUGIN = "conseillers_features.plugin"


def pytest_configure(config: pytest.Config) -> None:
    """Load the plugin, wherever this folder stands among those that are collected."""
    # `pytest_plugins` may stand in the top folder's conftest only.
    if not config.pluginmanager.hasplugin(PLUGIN):
        config.pluginmanager.import_plugin(PLUGIN)
