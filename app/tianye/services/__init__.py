"""Services: use cases; the only room that joins forms, store, exchange and documents."""
