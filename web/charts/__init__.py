"""Charts: drawings laid out by hand, each beside a table of what it draws."""
