"""Xuefen's services: one room each, walls stated in pyproject.toml."""
