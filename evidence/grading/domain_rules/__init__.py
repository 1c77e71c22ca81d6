"""What the data say in each domain of a grade, one domain a file."""
