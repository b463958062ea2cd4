"""Exchange: files that leave the machine, signed, encrypted and refused unless whole; streams in and out."""
