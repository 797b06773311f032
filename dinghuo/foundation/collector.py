"""Tells Python's garbage collector what a process that has started will need of it."""

import gc


def keep_loaded() -> None:
    """What has been loaded stays: the collector needn't look at it again. And what a request or a part of an import
    makes goes with it, so it needn't look every seven hundred objects, of which a cart of five hundred lines makes a
    hundred thousand."""
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
