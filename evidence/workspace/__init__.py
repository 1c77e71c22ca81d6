"""The review folder on disk: layout, positions, loading and saving."""
