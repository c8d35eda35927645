"""A plausible small country to try the service with, and the same at full size to measure it."""
