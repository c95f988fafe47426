"""The ledger: what may happen, and the record of what did."""
