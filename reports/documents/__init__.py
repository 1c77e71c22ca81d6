"""Printing a review view as documents."""
