"""Study groups as values: members, board, partners, promises, silence, help, digest, budget. Nobody is shown who has
not joined, and nobody is ranked last."""
