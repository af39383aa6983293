"""The server: tools told of with their schemas, run one at a time, over standard input and output.

call -> ask, of its type -> run in a thread -> answer -> JSON, safe and bounded
              |                  |
              +------------------+-> one line, as the tool's error
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import anyio.to_thread
import msgspec
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ToldTool

from reportedly import __version__
from reportedly.errors import ReportedlyError, UsageError
from reportedly.jsonform import schema
from reportedly.mcptools.served import Served
from reportedly.mcptools.tools import INSTRUCTIONS, READING, WRITING, Tool

_LONGEST = 8_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def serve(served: Served, *, write: bool) -> None:
    """Serve the tools over standard input and output until the input ends.

    Nothing but the protocol is written to standard output: what else is printed meanwhile goes to
    standard error.
    """
    try:
        anyio.run(_serve, server(served, write=write))
    except* BrokenPipeError:
        pass  # whoever asked has gone, and nobody is left to be told


async def _serve(made: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await made.run(incoming, outgoing, made.create_initialization_options())


def server(served: Served, *, write: bool) -> Server[Any]:
    """A server of the tools that read, and where it may ``write``, of those that do."""
    tools = {tool.name: tool for tool in (*READING, *(WRITING if write else ()))}
    one_at_a_time = anyio.Lock()

    async def told(_: object, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[*map(_told, tools.values())])

    async def called(_: object, params: CallToolRequestParams) -> CallToolResult:
        tool = tools.get(params.name)
        if tool is None:
            return _failed(_no_such(params.name, tools))
        async with one_at_a_time:
            return await anyio.to_thread.run_sync(_called, tool, served, params.arguments or {})

    return Server(
        "reportedly",
        version=__version__,
        title="reportedly",
        instructions=INSTRUCTIONS,
        on_list_tools=told,
        on_call_tool=called,
    )


def _told(tool: Tool) -> ToldTool:
    return ToldTool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=input_schema(tool.ask),
        output_schema=schema(tool.answer),
        annotations=ToolAnnotations(
            read_only_hint=not tool.writes,
            destructive_hint=False,  # a ledger is only ever added to
            idempotent_hint=not tool.writes,
            open_world_hint=False,
        ),
    )


def input_schema(ask: type) -> dict[str, Any]:
    """The JSON Schema of what a tool takes, with its definitions inside.

    >>> from reportedly.mcptools.asks import ExplainClaim
    >>> input_schema(ExplainClaim)["required"]
    ['claim']
    """
    definitions = msgspec.json.schema(ask)["$defs"]
    own = definitions.pop(ask.__name__)
    return {**own, "$defs": definitions} if definitions else own


def _called(tool: Tool, served: Served, arguments: Mapping[str, Any]) -> CallToolResult:
    """What a tool answers, or one line of what is wrong."""
    try:
        answer = tool.run(served, _ask(tool, arguments))
    except ReportedlyError as error:
        return _failed(str(error))
    except Exception as error:  # a fault of ours ends the call, not the session
        return _failed(f"{tool.name} failed ({type(error).__name__} {error}); please report it")
    form = safe(msgspec.to_builtins(answer))
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=form)


def _ask(tool: Tool, arguments: Mapping[str, Any]) -> Any:
    """What a tool is asked, of its type.

    Raises:
        UsageError: it is not, and where.

    """
    try:
        return msgspec.convert(arguments, tool.ask)
    except msgspec.ValidationError as error:
        fields = ", ".join(tool.ask.__struct_fields__)
        raise UsageError(f"{tool.name}: {error}; it takes {fields}") from error


def _no_such(name: str, tools: Mapping[str, Tool]) -> str:
    if any(tool.name == name for tool in WRITING):
        return f"{name}: this server only reads; start it with `reportedly mcp --write` to write"
    return f"{name}: no such tool; there are {', '.join(tools)}"


def _failed(line: str) -> CallToolResult:
    told = " ".join(safe(line).split())
    return CallToolResult(content=[TextContent(type="text", text=told)], is_error=True)


def safe(form: Any) -> Any:
    r"""A JSON form in which every string can be written as UTF-8 and none is longer than an answer bears.

    >>> safe({"name": ["half \ud83d", 1, None]})
    {'name': ['half �', 1, None]}
    """
    if isinstance(form, str):
        return _SURROGATE.sub("\ufffd", form[:_LONGEST])
    if isinstance(form, Mapping):
        return {name: safe(value) for name, value in form.items()}
    return [safe(value) for value in form] if isinstance(form, Sequence) else form
