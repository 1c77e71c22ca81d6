"""The levels and starts of the frameworks, and the ways in which ratings come together."""
