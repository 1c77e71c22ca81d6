"""Grading frameworks, bodies of evidence, verdicts and fingerprints."""
