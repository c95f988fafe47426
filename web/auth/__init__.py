"""Who is there: accounts, codes, sessions, invitations, and limits on attempts."""
