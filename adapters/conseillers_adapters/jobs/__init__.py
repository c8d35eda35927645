"""Work done later: letters to send, reactions to facts, kept in the database of the facts."""
