"""Printing references: what a citation style makes of a record, text apart from markup."""
