"""What a handler is given by the container: asked for by its name, its type being known to be right."""

from typing import TypeAlias, TypeVar

from litestar.di import NamedDependency
from litestar.params import SkipValidation

T = TypeVar("T")

Given: TypeAlias = NamedDependency[SkipValidation[T]]
"""`take_position: Given[TakePosition]` asks for the provider exposed under that name."""
