"""Two-party calls as aiortc alone would make them: each publisher's tracks, decoded, and encoded anew by MediaRelay.

One JSON line on standard input for each offer: {"stream": number, "publishes": bool, "sdp": "…"}; its answer is a line
on standard output. Ends with its input.
"""

import asyncio
import json
import sys

from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay

relay = MediaRelay()
connections: list[RTCPeerConnection] = []
tracks: dict[int, dict[str, MediaStreamTrack]] = {}


async def answer(stream: int, publishes: bool, sdp: str) -> str:
    connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    connections.append(connection)
    if publishes:
        held = tracks[stream] = {}
        connection.on("track", lambda track: held.setdefault(track.kind, track))
    else:
        for track in tracks[stream].values():
            connection.addTrack(relay.subscribe(track))
    await connection.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
    await connection.setLocalDescription(await connection.createAnswer())
    return connection.localDescription.sdp


async def main() -> None:
    offers = asyncio.StreamReader(limit=1 << 20)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(offers), sys.stdin)
    while line := await offers.readline():
        print(json.dumps({"sdp": await answer(**json.loads(line))}), flush=True)
    for connection in connections:
        await connection.close()


if __name__ == "__main__":
    asyncio.run(main())
