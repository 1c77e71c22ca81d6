"""Claims as language: how certain their words sound."""
