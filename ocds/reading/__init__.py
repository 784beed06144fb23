"""Turns any source into a stream of documents, in constant memory; nothing is lost in silence."""
