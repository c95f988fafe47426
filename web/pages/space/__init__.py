"""Pages of a partner's own space: what it brings, and what it is asked."""
