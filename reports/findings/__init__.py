"""Printing the findings of an audit."""
