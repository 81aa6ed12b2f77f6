"""Plays a school year through the public interface on a realistic roster; a client like any other."""

from services.demo.playing import play, show
from services.demo.tables import print_summary
from services.demo.values import Addresses, DemoFailed, Hint, Login, Played

__all__ = ["Addresses", "DemoFailed", "Hint", "Login", "Played", "play", "print_summary", "show"]
