"""Why a check-in was annulled, and by whom: in a person's words, or because its meeting was moved."""

from typing import Final
from uuid import UUID

from services.platform.errors import Text

# No account: registration moved the meeting, and its event does not say who did.
REGISTRATION: Final = UUID(int=0)
# Kept instead of a sentence, so that each reader has it in one language.
MOVED: Final = "MEETING_MOVED"
# As it was kept before.
_MOVED_BEFORE: Final = "场次改期，请重新签到 The meeting was moved: check in again"
_WORDS: Final = Text(zh="场次改期，请重新签到", en="The meeting was moved: check in again")


def words_of(reason: str) -> Text:
    """The reason in both languages of the house; what a person wrote is the same in either."""
    return _WORDS if reason in (MOVED, _MOVED_BEFORE) else Text(zh=reason, en=reason)
