"""Merges the releases of each process into one compiled release."""
