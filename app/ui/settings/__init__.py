"""Settings: what the clinic's manager decides."""
