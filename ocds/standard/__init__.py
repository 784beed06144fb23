"""The Open Contracting Data Standard as data: tables of fields and codes, and the JSON Schema made from them."""
