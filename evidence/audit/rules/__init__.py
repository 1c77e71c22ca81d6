"""Rules on reviews (INP, CIT, CLM, GRD, STU), one per module, each ending in ``RULE``."""
