"""aiortc is used beneath its public surface; these fail, with a name, when another version does not have it."""

import ast
import importlib
import importlib.metadata
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiortc import RTCCertificate, RTCDtlsTransport, RTCSctpTransport

import webrtc
from webrtc.transport.beneath import MEMBERS, MODULES, TRANSPORT
from webrtc.transport.ice import Port, Transport

PACKAGE = Path(webrtc.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
NAMED_TUPLES = {"_replace", "_asdict", "_fields"}  # public there, for all their underscores


def instance(kind: str) -> object:
    dtls = RTCDtlsTransport(Transport(Port(), lambda data: None), [RTCCertificate.generateCertificate()])
    return {"aiortc.RTCDtlsTransport": dtls, "aiortc.RTCSctpTransport": RTCSctpTransport(dtls)}[kind]


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in MEMBERS.items() for name in names])
async def test_objects_have_what_is_used_beneath_them(kind: str, name: str) -> None:
    assert hasattr(instance(kind), name), f"{kind} has no {name} any more"


@pytest.mark.parametrize(
    ("module", "name", "parameters"),
    [(module, name, given) for module, names in MODULES.items() for name, given in names.items()],
)
def test_modules_have_what_is_used_of_them(module: str, name: str, parameters: str) -> None:
    found = getattr(importlib.import_module(module), name, None)
    assert found is not None, f"{module} has no {name} any more"
    if parameters:
        taken = list(inspect.signature(found).parameters)
        wanted = parameters.split(", ")
        assert taken[: len(wanted)] == wanted, f"{module}.{name} takes {taken} now"


def test_what_is_overridden_is_still_a_coroutine() -> None:
    assert inspect.iscoroutinefunction(RTCSctpTransport._handle_data)
    assert not inspect.iscoroutinefunction(RTCDtlsTransport._set_role)


def test_dtls_asks_nothing_else_of_the_transport_below() -> None:
    source = inspect.getsource(RTCDtlsTransport)
    asked = set(re.findall(r"(?:self\.transport|self\._transport)\.(\w+)", source))
    assert asked == set(TRANSPORT)
    assert all(hasattr(Transport, name) for name in TRANSPORT)


def test_the_minor_versions_are_pinned() -> None:
    wanted = importlib.metadata.requires("heard") or []
    for library in ("aiortc", "aioice"):
        assert any(re.match(rf"{library}==\d+\.\d+\.\*", one) for one in wanted), f"{library} is not pinned"


def test_nothing_else_is_used_of_the_modules() -> None:
    used: defaultdict[str, set[str]] = defaultdict(set)
    for path in SOURCES:
        for module, name in _used(ast.parse(path.read_text())):
            used[module].add(name)
    public = set(importlib.import_module("aiortc").__dict__) - {"sdp"}
    listed = {module: set(names) for module, names in MODULES.items()}
    listed["aiortc"] |= {name for name in public if name.startswith("RTC")}
    for module, names in used.items():
        assert names <= listed.get(module, set()), f"{module}: name {sorted(names - listed.get(module, set()))}"
    for module in set(MODULES) - {"aiortc"}:
        assert set(MODULES[module]) <= used[module], (
            f"{module}: {sorted(set(MODULES[module]) - used[module])} is unused"
        )


def _used(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What a source imports from aiortc and aioice, and takes from modules of theirs."""
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("aiortc", "aioice"):
            for one in node.names:
                yield str(node.module), one.name
                modules[one.asname or one.name] = f"{node.module}.{one.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = modules.get(node.value.id)
            if module in MODULES:
                yield module, node.attr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_else_is_used_of_objects(path: Path) -> None:
    """Underscore names that a class of ours uses on itself or on another, and that its source does not define."""
    listed = {name for names in MEMBERS.values() for name in names} if path.name == "endpoint.py" else set()
    tree = ast.parse(path.read_text())
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    used = {node.attr for node in attributes if re.match(r"_[a-z]", node.attr)}
    ours = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    ours |= {node.attr for node in attributes if isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        ours |= {target.id for target in targets if isinstance(target, ast.Name)}
    unlisted = used - ours - listed - NAMED_TUPLES
    assert not unlisted, f"{path.name} uses {sorted(unlisted)}: name them in webrtc/transport/beneath.py"
