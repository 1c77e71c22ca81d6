"""Bibliographic formats, one per module or folder, each ending in ``FORMAT``."""
