"""How a letter is known to mail servers: its Message-ID, the same at every try."""


def message_id(letter_id: str, domain: str) -> str:
    """Without angle brackets."""
    return f"{letter_id}@{domain}"


def letter_of(name: str, domain: str) -> str | None:
    """The letter of a Message-ID, with or without its angle brackets; None when it is none of ours."""
    letter_id, _, of = name.strip().removeprefix("<").removesuffix(">").rpartition("@")
    return letter_id if letter_id and of.casefold() == domain.casefold() else None
