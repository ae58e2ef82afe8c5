"""`python -m webrtc`: a media worker. Orders come in on standard input and reports go out on standard output, a line
each; the log goes to standard error. It ends when its standard input does: with its parent.
"""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable

import msgspec
import structlog

from webrtc.transport.ice import PortUnavailable
from webrtc.workers.orders import LINE_BYTES_MAX, Failed, Open, Report, line, read_order
from webrtc.workers.worker import Worker

log = structlog.get_logger("webrtc")


def configure_log() -> None:
    """JSON lines on standard error; the libraries' own warnings among them."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class _Output(asyncio.Protocol):
    """Knows when the last line has been written."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed.set()


async def work() -> int:
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader(limit=LINE_BYTES_MAX)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    pipe, output = await loop.connect_write_pipe(_Output, sys.stdout)

    def report(item: Report) -> None:
        if not pipe.is_closing():  # else the parent is gone, and nobody is told anything any more
            pipe.write(line(item))

    worker = Worker(report)
    try:
        opening = read_order(await orders.readline())
        assert isinstance(opening, Open)
        await worker.open(opening)
        gc.freeze()  # what was imported stays: no need to look through it again while packets wait
        while order := await orders.readline():
            try:
                await worker.obey(read_order(order))
            except Exception:  # one room's trouble is not the others'
                log.exception("order_failed")
    except PortUnavailable as error:
        report(Failed(str(error)))
        return 1
    except msgspec.MsgspecError:
        log.error("no_settings")
        return 2
    finally:
        await worker.aclose()
        pipe.close()
        await output.closed.wait()
    return 0


def main() -> None:
    configure_log()
    for stop in (signal.SIGINT, signal.SIGTERM):  # sent to a whole group: the parent has rooms ended, and then this
        signal.signal(stop, signal.SIG_IGN)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        sys.exit(runner.run(work()))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """uvloop's, where it exists: it wakes sooner, and a packet's arrival is stamped after that."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop
    return uvloop.new_event_loop


if __name__ == "__main__":
    main()
