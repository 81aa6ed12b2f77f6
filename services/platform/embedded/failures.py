"""What can go wrong with an embedded server."""


class EmbeddedFailure(Exception):
    """An embedded server cannot run; the text is one clear sentence for the person at the terminal."""
