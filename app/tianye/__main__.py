"""Chooses a shell: for now the command line is the whole program."""

from __future__ import annotations

from tianye.cli.main import main

if __name__ == "__main__":
    main()
