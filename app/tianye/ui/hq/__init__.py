"""The workspace of headquarters: what came in, what needs deciding, the register, the plan, forms, figures, laptops."""
