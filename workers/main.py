"""Every actor of the worker: `dramatiq workers.main`."""

from workers import assessment, attendance, directory, ledger, registration
from workers.broker import broker

CONSUMERS = (assessment, attendance, directory, ledger, registration)

__all__ = ["CONSUMERS", "broker"]
