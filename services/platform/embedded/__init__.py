"""Postgres and Valkey from wheels, for machines that have neither: development and tests."""

from services.platform.embedded.failures import EmbeddedFailure
from services.platform.embedded.launch import Server
from services.platform.embedded.postgres import Postgres, start_postgres
from services.platform.embedded.valkey import Valkey, start_valkey
from services.platform.supervisor.ports import free_port, port_is_free

__all__ = [
    "EmbeddedFailure",
    "Postgres",
    "Server",
    "Valkey",
    "free_port",
    "port_is_free",
    "start_postgres",
    "start_valkey",
]
