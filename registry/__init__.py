"""Debarment lists with their history, the matching of suppliers to them, and the table `screening`."""
