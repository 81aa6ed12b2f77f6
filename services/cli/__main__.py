"""`python -m services.cli`: the command where the script is not installed."""

from services.cli import main

main()
