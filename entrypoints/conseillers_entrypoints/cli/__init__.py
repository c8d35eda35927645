"""The command line `conseillers`."""
