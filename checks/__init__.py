"""Indicators (red flags): one module each, run over the entity tables; results with their evidence."""

from checks.catalog import catalog
from checks.indicator import Fence, Indicator, Phase, Severity, Side, Standing
from checks.pages import inputs, page, parameters, sentence

__all__ = [
    "Fence",
    "Indicator",
    "Phase",
    "Severity",
    "Side",
    "Standing",
    "catalog",
    "inputs",
    "page",
    "parameters",
    "sentence",
]
