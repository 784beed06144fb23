"""One module a page: its routes, its context, and ``page``, which says where it stands in the menu."""
