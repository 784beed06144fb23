"""One module a command, each with a click command called `command`; at their top they import nothing heavy."""
