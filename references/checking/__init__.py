"""What the REF rules ask of a record, where more than one rule asks it."""
