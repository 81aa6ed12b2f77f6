"""What a story of the demo demands of itself."""

from pathlib import Path

import pytest

from services.demo.story import Story
from services.demo.values import DemoFailed


def test_a_story_fails_where_something_came_out_otherwise_and_keeps_no_wrong_file(tmp_path: Path) -> None:
    story = Story(341824, tmp_path)

    story.check("held", 1, 1)
    with pytest.raises(DemoFailed, match="not-held: 1 instead of 2"):
        story.check("not-held", 1, 2)
    with pytest.raises(DemoFailed, match="is no such file"):
        story.keep("book.pdf", b"<html>", looks_right=lambda found: found.startswith(b"%PDF"))

    assert story.checks == ["held"]
    assert list(tmp_path.iterdir()) == []
