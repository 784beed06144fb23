"""Why a check of a data set could not judge, in the few words that all of them use."""

from ocds.messages import marked

ABSENT = marked("No process publishes what this check reads.")
FEW = marked("Too few values are published to judge how they are spread.")
DESCRIBES = marked("This check shows shares; it sets no limit.")
NO_RATES = marked("The amounts are in several currencies, and no exchange rates were given.")
WORTHLESS = marked("All amounts are zero.")
OFFLINE = marked("The network is off: no address was asked for.")
EMPTY = marked("The older data set has no processes.")
