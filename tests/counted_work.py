"""Work counted in calls, which are the same on every machine, where a clock would not be."""

import sys


def calls_during(work):
    """How many functions, Python's and C's, a piece of work calls."""
    count = 0

    def see(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
