"""Articles: reading them, their sentences and citation marks, and anchoring."""
