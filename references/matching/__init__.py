"""Whether two records are one work."""

from references.matching.duplicates import find_duplicates
from references.matching.matching import Cluster, Comparison, Matching, Outcome

__all__ = ["Cluster", "Comparison", "Matching", "Outcome", "find_duplicates"]
