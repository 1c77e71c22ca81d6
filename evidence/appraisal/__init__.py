"""Risk-of-bias tools: their domains, ratings and how an overall rating follows."""
