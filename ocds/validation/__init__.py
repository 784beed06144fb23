"""Says what is wrong with a document, and where."""
