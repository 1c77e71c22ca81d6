"""The frozen model of a review: no input or output, no logic beyond invariants."""
