"""Words: which texts went, and why."""
