/** How a call's connection is doing, from what the browser counts: pure. */

/**
 * @typedef {"good" | "slow" | "poor"} Quality
 *   slow: less picture than there could be, so that the sound stays whole. poor: sound may break
 * @typedef {{rtt_ms: number, sent: number, received: number, lost: number, limited: boolean}} Counts
 *   packets since the start; lost: of both directions. limited: the browser sends a clearly smaller picture than it captures, because of the network
 */

const REDUCED = 0.7;

/**
 * @param {Iterable<any>} report  the values of an RTCStatsReport (W3C, Identifiers for WebRTC's Statistics API)
 * @returns {Counts}
 */
export function count(report) {
  const all = [...report];
  const captured = new Map(all.filter(({ type }) => type === "media-source").map(({ id, height }) => [id, height]));
  const counts = { rtt_ms: 0, sent: 0, received: 0, lost: 0, limited: false };
  for (const stats of all) {
    if (stats.type === "candidate-pair" && stats.nominated) counts.rtt_ms = 1000 * (stats.currentRoundTripTime ?? 0);
    if (stats.type === "inbound-rtp") {
      counts.received += stats.packetsReceived ?? 0;
      counts.lost += stats.packetsLost ?? 0;
    }
    if (stats.type === "outbound-rtp") {
      counts.sent += stats.packetsSent ?? 0;
      const smaller = stats.frameHeight < REDUCED * (captured.get(stats.mediaSourceId) ?? 0);
      counts.limited ||= smaller && stats.qualityLimitationReason === "bandwidth";
    }
    if (stats.type === "remote-inbound-rtp") counts.lost += stats.packetsLost ?? 0;
  }
  return counts;
}

/**
 * @param {Counts} before @param {Counts} after  some seconds later
 * @param {string} [because]  why the server lets this page send less; "" while it does not
 * @returns {Quality} a picture that is small only at one of the two looks is still growing
 */
export function judge(before, after, because = "") {
  const passed = after.sent + after.received - before.sent - before.received;
  const lost = Math.max(0, after.lost - before.lost);
  const share = passed + lost > 0 ? lost / (passed + lost) : 0;
  if (share > 0.1 || after.rtt_ms > 600) return "poor";
  if (share > 0.03 || after.rtt_ms > 300 || because || (before.limited && after.limited)) return "slow";
  return "good";
}
