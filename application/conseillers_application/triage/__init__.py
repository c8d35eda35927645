"""What staff does with demands and referrals: one gesture a module, each kept with who did it and why."""
