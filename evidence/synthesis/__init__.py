"""Effect sizes, pooling and heterogeneity."""
