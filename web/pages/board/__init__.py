"""Pages of the board: it looks at what stands out, and says what it finds."""
