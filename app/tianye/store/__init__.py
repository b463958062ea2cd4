"""Store: the encrypted database of one data folder, its log and its read tables; the only room that knows SQL."""
