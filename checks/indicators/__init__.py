"""One module an indicator, named by its number and meaning; one file of cases beside it in `tests/checks/cases`."""
