"""Reads, validates and compiles Open Contracting data, and writes its entity tables."""
