"""The garbage collector is paused for a while, not for good."""

import gc

import pytest

from references.garbage import collection_paused


@pytest.mark.parametrize("was_on", [True, False])
def test_collection_is_afterwards_as_it_was(was_on):
    seen = []

    def fail():
        with collection_paused():
            seen.append(gc.isenabled())
            raise ValueError("broken off")

    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with pytest.raises(ValueError, match="broken off"):
            fail()
        assert (seen, gc.isenabled()) == ([False], was_on)
    finally:
        (gc.enable if before else gc.disable)()
