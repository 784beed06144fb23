"""The conditions that reading Open Contracting data can meet."""


class OcdsError(Exception):
    """Base class of every error that this package raises on purpose."""
