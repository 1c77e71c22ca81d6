"""Effects that depend on moderators: regression, subgroups, predictions, influence."""
