"""Plans, programs, classes, meetings, seats, nomination, enrolment and the waiting list."""
