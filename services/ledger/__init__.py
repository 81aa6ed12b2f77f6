"""The ledger: the book of credits, balances, statements, standings, summaries, the change feed."""
