"""Reports: what a year brought, told once and shown as a page and two documents."""
