"""The audit's long work: everything recalculated and compared, beside the pages."""
