"""Layer 2, what is claimed and how well it is supported."""
