"""Layer 1, what was cited: reading, checking, matching and printing bibliographic records.

The bottom layer also holds what all layers share: places in files (``source``), problems of
readers (``problem``), the error for users (``errors``), registries (``collect``) and what a rule
is (``rule``).
"""
