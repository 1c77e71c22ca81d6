"""Rules on libraries (REF), one per module, each ending in ``RULE``."""
