"""Attendance: rotating codes, check-in and check-out, leave, corrections, the sign-in book and the settlement."""
