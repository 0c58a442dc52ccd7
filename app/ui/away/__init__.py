"""What can be read of today while the clinic's server is away, and keeping it until then."""
