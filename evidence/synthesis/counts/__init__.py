"""Pooling from the counts of events themselves, where inverse variances fail."""
