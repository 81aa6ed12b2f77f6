"""How much and how long, as it is shipped: tests elsewhere shorten these, and would not notice another number.

What the design asks is in its page on reliability: a head of 16 KB, 10 s without a byte, 30 s in all; of who waits for
a database that says nothing, an answer after the driver's patience and one more around it; 2 s for a connection.
"""

from services.platform import admission, database, patience, turns
from services.platform.admission import Admission
from tests.support import SERVICES, Apps


def test_so_many_are_let_in_and_waited_for_so_long() -> None:
    shipped = (Admission.most, admission.LARGEST_HEAD, Admission.head_seconds, Admission.idle_seconds)

    assert shipped == (512, 16_384, 10.0, 10.0)
    assert (Admission.body_seconds, admission._LINGER_SECONDS) == (30.0, 2.0)


async def test_so_long_is_waited_for_the_database(apps: Apps) -> None:
    for service in SERVICES:
        engine = apps.of[service].state.engine
        async with engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection

        assert driver._config.command_timeout == database.CONNECT_SECONDS == 5.0
        assert engine.pool.timeout() == turns.PATIENCE_SECONDS == 2.0
        # What one statement may take is less than what the whole request may.
        assert driver._config.command_timeout < patience.LONGEST_SECONDS == 8.0
