"""The auditor's space: what was recorded, by whom, and whether it was changed."""
