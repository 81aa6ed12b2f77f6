"""A teacher's own archive: asked for with a purpose, made by the worker, fetched, and let go of after a week."""

from services.ledger.operations.archives.asking import (
    ArchiveShown,
    ask_for_archive,
    get_archive,
    list_archives,
    take_archive,
)
from services.ledger.operations.archives.making import make_or_expire

__all__ = ["ArchiveShown", "ask_for_archive", "get_archive", "list_archives", "make_or_expire", "take_archive"]
