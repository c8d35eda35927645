"""Passwords kept as they are: for tests, which have no time to hash."""

from hmac import compare_digest


class PlainPasswords:
    """Keeps a password in clear, marked so that nobody takes it for a hash."""

    def hash(self, password: str) -> str:
        """The password, with its mark."""
        return f"clear:{password}"

    def right(self, password: str, password_hash: str | None) -> bool:
        """Whether it is that one."""
        kept = (password_hash or "").encode("utf-8", "surrogatepass")
        return compare_digest(self.hash(password).encode("utf-8", "surrogatepass"), kept)
