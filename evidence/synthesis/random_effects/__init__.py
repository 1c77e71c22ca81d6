"""Effects pooled under the normal model, common or random, and how far they differ."""
