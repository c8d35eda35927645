"""What a reading hook raises: the code and the sentence of a fault whose place is not known yet."""


class Misread(ValueError):  # noqa: N818 - named after what happened, like the refusals
    """A value that is not what its place calls for."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the stable code and the French sentence; the pointer is found on the way up."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
