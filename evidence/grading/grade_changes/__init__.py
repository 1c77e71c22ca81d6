"""What would change a grade: removals, other judgements and trials yet to come."""
