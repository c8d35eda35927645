"""What was typed wrong, in French: cyclopts says it in English, with the inside of the program."""

from typing import Final

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

HELP: Final = "Aide : conseillers --help"

_SENTENCES: Final[tuple[tuple[type[CycloptsError], str], ...]] = (
    (UnknownCommandError, "Commande inconnue : « {word} »."),
    (UnknownOptionError, "Option inconnue : « {option} »."),
    (UnusedCliTokensError, "Un mot est de trop : « {word} »."),
    (RepeatArgumentError, "« {option} » est donné deux fois."),
    (CoercionError, "« {value} » ne convient pas pour {name}."),
    (MissingArgumentError, "Il manque une valeur : {name}."),
    (CycloptsError, "Cette commande n’est pas comprise."),
)
"""The first that fits is said."""


class WrongUsage(Exception):  # noqa: N818 - says what the command line is
    """A command line that is well formed and makes no sense, or asks for too much."""

    def __init__(self, *sentences: str) -> None:
        """Keep what is said of it."""
        super().__init__(*sentences)
        self.sentences = sentences


def usage_sentence(error: CycloptsError) -> str:
    """One sentence that names the word at fault."""
    sentence = next(sentence for cls, sentence in _SENTENCES if isinstance(error, cls))
    token = getattr(error, "token", None)
    value = getattr(token, "value", "")
    keyword = getattr(token, "keyword", None) or getattr(error, "keyword", None)
    return sentence.format(
        word=next(iter(error.unused_tokens or ()), ""),
        option=keyword or value,
        value=value,
        # As the help shows it: an option when it was typed as one, else the place of a word.
        name=keyword or (error.argument.name.lstrip("-").upper() if error.argument else ""),
    )
