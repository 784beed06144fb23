"""The pages: shows published snapshots, and computes no outcome of its own."""

from dashboard.app import create_app
from dashboard.server import serve

__all__ = ["create_app", "serve"]
