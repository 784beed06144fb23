"""Checks of the quality of data: one module each, below `process`, `dataset` and `time`."""
