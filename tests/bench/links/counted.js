// What a page counts since its start: of the tracks that it gets from one participant, and of its own.
async (from) => {
  const all = [...((await peer.report()) ?? new Map()).values()];
  const streams = peer.participants.find(({ id }) => id === from)?.streams ?? {};
  const kinds = ["audio", "camera", "screen"];
  const received = (kind) => all.find(({ type, mid }) => type === "inbound-rtp" && mid === streams[kind]) ?? {};
  const sent = (place) => all.find(({ type, mid }) => type === "outbound-rtp" && mid === String(place)) ?? {};
  const counted = ["bytesReceived", "packetsReceived", "framesDecoded", "frameHeight", "concealedSamples",
    "totalSamplesReceived", "fecPacketsReceived"];
  return {
    received: Object.fromEntries(kinds.map((kind) => {
      const stats = received(kind);
      return [kind, Object.fromEntries(counted.map((name) => [name, stats[name] ?? 0]))];
    })),
    targets: Object.fromEntries(kinds.map((kind, place) => {
      const { active, targetBitrate } = sent(place);
      return [kind, active ? targetBitrate ?? 0 : 0];
    })),
  };
}
