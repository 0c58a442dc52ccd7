"""To do: the worklists of the gate."""
