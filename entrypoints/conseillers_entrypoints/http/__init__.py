"""The service over HTTP: its border (bodies, problems, headers, documentation) and its routes."""
