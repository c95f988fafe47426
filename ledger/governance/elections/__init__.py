"""Elections: seats to fill, and who is put forward for them."""
