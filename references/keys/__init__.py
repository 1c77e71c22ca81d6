"""Citation keys: what they may hold, and how they are made by a pattern."""
