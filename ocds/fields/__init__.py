"""The fields of compiled releases, counted: how often each could be there, is there, holds something and is sound."""
