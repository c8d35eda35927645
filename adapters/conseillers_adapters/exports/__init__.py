"""What leaves the service as files for people: the coverage report."""
