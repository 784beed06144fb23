"""Checks of all processes of a data set together, found by walking this package."""
