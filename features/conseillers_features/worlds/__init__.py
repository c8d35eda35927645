"""The worlds that scenarios run on: what they ask of one, and the three that the service is held to."""
