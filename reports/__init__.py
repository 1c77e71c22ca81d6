"""Layer 3, what people and machines see."""
