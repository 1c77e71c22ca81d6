"""The linter for claims: rules, selection, suppression, baseline and runner."""
