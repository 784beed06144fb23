"""Checks of a data set against an older one, found by walking this package."""
