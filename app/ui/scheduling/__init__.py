"""The schedule of a day and the panels that book and look after a visit."""
