"""Queries: what the read tables are asked, one module a subject; rows come out as values."""
