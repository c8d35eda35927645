"""The steps of the scenarios, one module a subject; `story.py` is what they share."""
