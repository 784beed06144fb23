"""A scheme of identifiers that org-id.guide lists, so that others can tell which register it means.

Source: the field-level check identifier_scheme of Pelican, Open Contracting Partnership; the codes are those of the
register at org-id.guide.
"""

from ocds.fields.checks import FieldCheck
from ocds.fields.listed import listed
from ocds.fields.tables import codes
from ocds.messages import marked

check = FieldCheck(
    kinds=("identifier_scheme",),
    title=marked("Schemes of identifiers are registered"),
    cure=marked("Look the register up at org-id.guide and write its code; ask there to list one that is missing."),
    judge=listed(lambda: codes("identifier_schemes.csv"), marked("is not listed at org-id.guide")),
)
