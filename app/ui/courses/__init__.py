"""Courses: planning one by keyboard, and what becomes of those that are booked."""
