"""From sources to entity tables, in parts that workers make independently of each other."""
