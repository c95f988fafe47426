"""The commons: what each brings, what is made of it, what it changed."""
