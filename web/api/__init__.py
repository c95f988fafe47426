"""The API: the commons for programs, in JSON; what people read and do, no more."""
