"""The log for programs: checkpoint, tiles, receipts, and the witness of other logs."""
