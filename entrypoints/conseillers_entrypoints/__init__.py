"""The ways in: HTTP, command line, and the container that puts everything together."""
