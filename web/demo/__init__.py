"""The demonstration: invented organisations that tell the founding story."""
