"""Projects: what partners do together, each in its role, across their silos."""
