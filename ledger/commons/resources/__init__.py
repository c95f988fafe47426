"""Resources: what the commons makes and shares, who takes it further, who reuses it."""
