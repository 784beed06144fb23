"""Checks of one contracting process at a time, found by walking this package."""
