"""What goes between the two processes: typed messages in MessagePack, each after its length.

Nothing is unpickled. What a worker sends is read as one of these types or not at all, since what
it parsed may have taken it over.
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO, TypeAlias, TypeVar

import msgspec


class Load(msgspec.Struct, frozen=True, tag=True):
    """Get ready for a task: load its parser."""

    task: str


class Ask(msgspec.Struct, frozen=True, tag=True):
    """Do a task with some bytes and what is said of them."""

    task: str
    data: bytes
    said: dict[str, str | None]


class Loaded(msgspec.Struct, frozen=True, tag=True):
    """Ready for the task."""


class Done(msgspec.Struct, frozen=True, tag=True):
    """What the task gave, in its own type's form, and the memory in use after it, in bytes."""

    result: msgspec.Raw
    resident: int


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The `SourceError` that the task raised."""

    where: str
    problem: str
    advice: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """An error that the task should not have raised, in words."""

    problem: str


class Exhausted(msgspec.Struct, frozen=True, tag=True):
    """The task wanted more memory than it may have; this process is of no more use."""


Request: TypeAlias = Load | Ask
Answer: TypeAlias = Loaded | Done | Refused | Failed | Exhausted
M = TypeVar("M")

REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)

LONGEST = 1 << 28
"""Bytes that a message may have: more than any page's text and its runs."""

_LENGTH = 8
_SURROGATE = re.compile("[\ud800-\udfff]")


def encode(message: object) -> bytes:
    """A message or a result in MessagePack.

    Lone surrogates, which no encoding can write, are replaced one for one: offsets stay.
    """
    try:
        return msgspec.msgpack.encode(message)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode(_whole(msgspec.to_builtins(message, builtin_types=(bytes,))))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(one) for name, one in value.items()}
    return value


def send(stream: BinaryIO, message: Request | Answer) -> None:
    """Write one message.

    Raises:
        OSError: nobody reads any more.

    """
    data = encode(message)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO, decoder: msgspec.msgpack.Decoder[M]) -> M:
    """Read one message.

    Raises:
        EOFError: the other side is gone.
        msgspec.MsgspecError: what it sent is no message.

    """
    size = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if size > LONGEST:
        raise msgspec.DecodeError(f"a message of {size} bytes")
    return decoder.decode(_exactly(stream, size))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
