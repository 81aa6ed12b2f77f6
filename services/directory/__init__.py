"""Districts, schools, teachers and their appointments, accounts and tokens, which policy applies."""
