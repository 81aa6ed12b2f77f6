"""What the collector of garbage leaves alone in a process that serves; how seldom it looks stands in `services`."""

import gc


def spare_what_stays() -> None:
    """Keep the collector from walking through all that was loaded, a tenth of a second each time while people wait."""
    gc.collect()
    gc.freeze()
