"""The workspace of a facilitator: the day, the door, the register, the surveys, handing over."""
