"""Entity tables: one row per process, bid, award and so on, written once as Parquet."""
