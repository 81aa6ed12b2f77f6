"""The rules of a school district as data, and the pure engine that judges teachers by them."""
