"""One tool per file, each ending in ``TOOL``."""
