"""What every service stands on; knows no word of the domain."""
