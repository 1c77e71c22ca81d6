"""Grading frameworks, one per module, each ending in ``FRAMEWORK``."""
