"""Forms: what a page asks, described once for its template and its errors."""
