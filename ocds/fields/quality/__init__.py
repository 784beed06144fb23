"""Checks of single fields: one module a check, which holds it as `check`."""
