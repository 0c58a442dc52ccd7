"""Values and rules of the clinic; nothing here reads or writes anything."""
