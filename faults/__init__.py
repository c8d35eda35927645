"""The fault bench: the service is killed, cut off, filled up and misled, then everything is counted."""
