"""Findings formats, one per module, each ending in ``FORMAT``."""
