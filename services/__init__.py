"""Xuefen's services: one room each, walls stated in pyproject.toml."""

import gc

# Of what is loaded, of a request's and of a posting's objects hardly one is part of a cycle: looked for this seldom,
# importing all services takes an eighth less of a processor's time, and serving requests a tenth less.
gc.set_threshold(10_000, 20, 20)
