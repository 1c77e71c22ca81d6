"""Commands, one per module, each ending in ``COMMAND``."""
