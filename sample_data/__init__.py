"""An invented country, the República de Quillay, and the seeded generator that made it."""
