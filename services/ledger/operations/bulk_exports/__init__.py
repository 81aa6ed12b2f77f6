"""Exports: asked for, made by the worker step by step, fetched, cancelled, and forgotten after some days."""

from services.ledger.operations.bulk_exports.asking import (
    ask_for_export,
    cancel_export,
    get_export,
    list_exports,
    read_export_file,
)
from services.ledger.operations.bulk_exports.making import go_on_exporting

__all__ = [
    "ask_for_export",
    "cancel_export",
    "get_export",
    "go_on_exporting",
    "list_exports",
    "read_export_file",
]
