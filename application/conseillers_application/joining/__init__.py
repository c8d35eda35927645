"""How people come to act: they ask or are invited, open their account, accept the terms (CGU 1, 4.3.A)."""
