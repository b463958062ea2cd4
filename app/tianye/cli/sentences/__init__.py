"""The sentences of `cli.wording`, one file for each part of the work."""
