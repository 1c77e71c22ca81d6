"""Registries of works, one a file."""
