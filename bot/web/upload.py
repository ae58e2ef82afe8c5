"""A file that somebody sends, as the body itself or as a part of a form, onto the disk bit by bit."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from aiohttp import BodyPartReader, web

from bot.errors import BadRequest, TooLarge

_CHUNK = 1024 * 1024
_REFUSED = re.compile(r"[^\w.-]+")
_NAME_LENGTH = 100  # characters


@dataclass(frozen=True, slots=True)
class Upload:
    path: Path
    """Under the name that its sender gave it, as far as that can be a file's, in a folder of its own."""

    def discard(self) -> None:
        shutil.rmtree(self.path.parent, ignore_errors=True)


async def receive(request: web.Request, largest: int) -> Upload:
    """The body, named by `?name=`, or the first file of a form. `largest` in bytes. Raises BadRequest, TooLarge."""
    if (request.content_length or 0) > largest + _CHUNK:
        raise _too_large(largest)
    if request.content_type == "multipart/form-data":
        part = await _file(request)
        return await _store(_parts(part), part.filename or "", largest)
    return await _store(request.content.iter_chunked(_CHUNK), request.query.get("name", ""), largest)


async def _file(request: web.Request) -> BodyPartReader:
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.filename is not None:
            return part
    raise BadRequest("The form holds no file.")


async def _parts(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk(_CHUNK):
        yield chunk


async def _store(chunks: AsyncIterator[bytes], name: str, largest: int) -> Upload:
    folder = Path(await asyncio.to_thread(mkdtemp, prefix="heard-upload-"))
    upload = Upload(folder / (_REFUSED.sub("_", name)[-_NAME_LENGTH:].lstrip(".") or "upload"))
    try:
        size = 0
        async for chunk in chunks:
            size += len(chunk)
            if size > largest:
                raise _too_large(largest)
            await asyncio.to_thread(_append, upload.path, chunk)
        if not size:
            raise BadRequest("The file is empty.")
    except BaseException:
        await asyncio.to_thread(upload.discard)
        raise
    return upload


def _append(path: Path, chunk: bytes) -> None:
    with path.open("ab") as file:
        file.write(chunk)


def _too_large(largest: int) -> TooLarge:
    return TooLarge(f"A file may have {largest // 1_000_000} MB.")
