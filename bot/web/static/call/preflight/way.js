/** How sound and picture get to the server, from what the browser counts of an echo: pure. */

/**
 * @typedef {"udp" | "relay" | "tcp" | "none" | "unasked"} Road  tcp: through a relay, over TCP or TLS
 * @typedef {{way: Road, rtt_ms: number | null, loss_pct: number | null}} Way  null: not measured
 * @typedef {{way: Road, rtt_ms: number | null, sent: number, lost: number}} Counts  packets of both directions since the start
 */

/** @type {Way} */
export const UNASKED = Object.freeze({ way: "unasked", rtt_ms: null, loss_pct: null });
/** @type {Way} */
export const NONE = Object.freeze({ way: "none", rtt_ms: null, loss_pct: null });

/**
 * @param {Iterable<any>} report  the values of an RTCStatsReport (W3C, Identifiers for WebRTC's Statistics API)
 * @returns {Counts}
 */
export function counted(report) {
  const all = [...report];
  const byId = new Map(all.map((stats) => [stats.id, stats]));
  const transport = all.find(({ type, selectedCandidatePairId }) => type === "transport" && selectedCandidatePairId);
  const pair = byId.get(transport?.selectedCandidatePairId)
    ?? all.find(({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded");
  const sum = (/** @type {string} */ type, /** @type {string} */ field) =>
    all.filter((stats) => stats.type === type).reduce((total, stats) => total + Math.max(0, stats[field] ?? 0), 0);
  return {
    way: pair ? road(byId.get(pair.localCandidateId)) : "none",
    rtt_ms: pair?.currentRoundTripTime === undefined ? null : Math.round(1000 * pair.currentRoundTripTime),
    sent: sum("inbound-rtp", "packetsReceived") + sum("outbound-rtp", "packetsSent"),
    lost: sum("inbound-rtp", "packetsLost") + sum("remote-inbound-rtp", "packetsLost"),
  };
}

/** @param {any} candidate  the local one @returns {Road} */
function road(candidate) {
  if (candidate?.candidateType !== "relay") return candidate?.protocol === "tcp" ? "tcp" : "udp";
  return candidate.relayProtocol === "tcp" || candidate.relayProtocol === "tls" ? "tcp" : "relay";
}

/** @param {Counts} before @param {Counts} after  a moment later @returns {Way} */
export function wayFrom(before, after) {
  const passed = after.sent - before.sent, lost = after.lost - before.lost;
  return {
    way: after.way,
    rtt_ms: after.rtt_ms,
    loss_pct: passed + lost > 0 ? Math.round(1000 * Math.max(0, lost) / (passed + lost)) / 10 : null,
  };
}

/** @param {Way} way @returns {"good" | "fair" | "poor" | null} null: not known */
export function grade({ way, rtt_ms, loss_pct }) {
  if (way === "unasked") return null;
  if (way === "none" || (rtt_ms ?? 0) > 600 || (loss_pct ?? 0) > 10) return "poor";
  return (rtt_ms ?? 0) > 250 || (loss_pct ?? 0) > 3 ? "fair" : "good";
}
