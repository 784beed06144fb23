"""The rules that documents are held to: what breaking each means, and how to mend it."""

from ocds.validation.rules.content import CONTENT
from ocds.validation.rules.identity import IDENTITY
from ocds.validation.rules.merging import MERGING
from ocds.validation.rules.package import PACKAGE
from ocds.validation.rules.refusals import REFUSALS
from ocds.validation.rules.rule import Rule
from ocds.validation.rules.structure import STRUCTURE
from ocds.validation.rules.text import TEXT

__all__ = ["RULES", "Rule"]
RULES: dict[str, Rule] = STRUCTURE | IDENTITY | CONTENT | PACKAGE | MERGING | TEXT | REFUSALS
"""Every rule that an issue may name. `anyOf` and other keywords that only extensions use are told as `schema`."""
