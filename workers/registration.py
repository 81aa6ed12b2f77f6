"""Actors of registration: it hears nothing yet."""
