"""The data that studies give, by kind, and what can be worked out where a report prints less."""
