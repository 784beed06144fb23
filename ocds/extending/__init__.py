"""Extensions of the standard that a package declares and we do not hold: found, read with care, and applied."""
