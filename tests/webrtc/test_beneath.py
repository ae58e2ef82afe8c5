"""aiortc is used beneath its public surface; these fail, with a name, when another version does not have it."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from aiortc import RTCCertificate, RTCDtlsTransport, RTCSctpTransport

import webrtc
from webrtc.endpoint import BENEATH, BENEATH_TRANSPORT
from webrtc.ice import Port, Transport

PACKAGE = Path(webrtc.__file__).parent


def instance(kind: type) -> object:
    dtls = RTCDtlsTransport(Transport(Port(), lambda data: None), [RTCCertificate.generateCertificate()])
    return dtls if kind is RTCDtlsTransport else RTCSctpTransport(dtls)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in BENEATH.items() for name in names])
async def test_aiortc_has_what_is_used_beneath_it(kind: type, name: str) -> None:
    assert hasattr(instance(kind), name), f"aiortc's {kind.__name__} has no {name} any more"


def test_what_is_overridden_is_still_a_coroutine() -> None:
    assert inspect.iscoroutinefunction(RTCSctpTransport._handle_data)
    assert not inspect.iscoroutinefunction(RTCDtlsTransport._set_role)


def test_dtls_asks_nothing_else_of_the_transport_below() -> None:
    source = inspect.getsource(RTCDtlsTransport)
    asked = set(re.findall(r"(?:self\.transport|self\._transport)\.(\w+)", source))
    assert asked == set(BENEATH_TRANSPORT)
    assert all(hasattr(Transport, name) for name in BENEATH_TRANSPORT)


def test_nothing_else_is_used_beneath() -> None:
    """Underscore names that a class of ours uses on itself or on another, and that this package does not define."""
    listed = {name for names in BENEATH.values() for name in names}
    for path in sorted(PACKAGE.glob("*.py")):
        tree = ast.parse(path.read_text())
        used = {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and re.match(r"_[a-z]", node.attr)
        }
        ours = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        ours |= {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        ours |= {
            node.target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        }
        ours |= {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        unlisted = used - ours - (listed if path.name == "endpoint.py" else set())
        assert not unlisted, f"{path.name} uses {sorted(unlisted)}: name them in webrtc/endpoint.py's BENEATH"
