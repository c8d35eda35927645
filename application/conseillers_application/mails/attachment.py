"""A file that goes with a mail."""

from attrs import frozen


@frozen(kw_only=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes
