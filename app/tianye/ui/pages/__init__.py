"""Pages that the field and headquarters share."""
