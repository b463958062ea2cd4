"""One file for each group of commands; imported only when one of them is typed."""
