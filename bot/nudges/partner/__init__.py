"""What passes between partners: pairs, notes, silence."""
