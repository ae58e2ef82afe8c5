/** What goes up and down in a call and by which way, from what the browser counts: pure. */

/**
 * @typedef {import("./peer.js").Kind} Kind
 * @typedef {{up: Map<string, Kind>, down: Map<string, {participant: string, kind: Kind}>}} Lines  by mid
 * @typedef {{participant: string | null, kind: Kind, width: number, height: number, fps: number, bps: number}} Flow
 *   participant: null for oneself. width, height: 0 for sound, and for a picture that does not come
 * @typedef {{flows: Flow[], rtt_ms: number, lost_up_pct: number, lost_down_pct: number, relayed: boolean, protocol: string}} Measured
 *   since the look before. protocol: "udp" or "tcp", from this browser to the server or its relay
 * @typedef {{at: number, bytes: Map<string, number>, sent: number, received: number, lost_up: number, lost_down: number}} Mark
 *   what had been counted at a look, to count on from
 */

/**
 * @param {Iterable<any>} report  the values of an RTCStatsReport (W3C, Identifiers for WebRTC's Statistics API)
 * @param {Lines} lines @param {Mark | null} before  null at the first look, which measures nothing yet
 * @returns {{measured: Measured | null, mark: Mark}}
 */
export function measure(report, lines, before) {
  const all = [...report];
  const mark = markOf(all);
  const seconds = before ? (mark.at - before.at) / 1000 : 0;
  if (!before || seconds <= 0) return { measured: null, mark };
  const flows = all.flatMap((stats) => {
    const whose = whoseOf(stats, lines);
    if (!whose) return [];
    const bps = Math.max(0, 8 * ((mark.bytes.get(stats.id) ?? 0) - (before.bytes.get(stats.id) ?? 0)) / seconds);
    return [{ ...whose, width: stats.frameWidth ?? 0, height: stats.frameHeight ?? 0, fps: stats.framesPerSecond ?? 0, bps }];
  });
  const share = (/** @type {number} */ lost, /** @type {number} */ passed) => (lost > 0 && lost + passed > 0 ? (100 * lost) / (lost + passed) : 0);
  return {
    mark,
    measured: {
      flows: flows.filter(({ bps }) => bps > 0),
      lost_up_pct: share(mark.lost_up - before.lost_up, mark.sent - before.sent),
      lost_down_pct: share(mark.lost_down - before.lost_down, mark.received - before.received),
      ...wayOf(all),
    },
  };
}

/** @param {any[]} all @returns {Mark} */
function markOf(all) {
  const mark = { at: 0, bytes: new Map(), sent: 0, received: 0, lost_up: 0, lost_down: 0 };
  for (const stats of all) {
    mark.at = Math.max(mark.at, stats.timestamp ?? 0);
    if (stats.type === "outbound-rtp") {
      mark.bytes.set(stats.id, stats.bytesSent ?? 0);
      mark.sent += stats.packetsSent ?? 0;
    } else if (stats.type === "inbound-rtp") {
      mark.bytes.set(stats.id, stats.bytesReceived ?? 0);
      mark.received += stats.packetsReceived ?? 0;
      mark.lost_down += stats.packetsLost ?? 0;
    } else if (stats.type === "remote-inbound-rtp") mark.lost_up += stats.packetsLost ?? 0;
  }
  return mark;
}

/** @param {any} stats @param {Lines} lines @returns {{participant: string | null, kind: Kind} | null} */
function whoseOf({ type, mid }, { up, down }) {
  const kind = type === "outbound-rtp" ? up.get(mid) : undefined;
  if (kind) return { participant: null, kind };
  return (type === "inbound-rtp" && down.get(mid)) || null;
}

/** @param {any[]} all */
function wayOf(all) {
  const selected = all.find(({ type }) => type === "transport")?.selectedCandidatePairId;
  const pair = all.find(({ id, type, nominated }) => (selected ? id === selected : type === "candidate-pair" && nominated));
  const local = all.find(({ id }) => id === pair?.localCandidateId);
  return {
    rtt_ms: 1000 * (pair?.currentRoundTripTime ?? 0),
    relayed: local?.candidateType === "relay",
    protocol: (local?.relayProtocol ?? local?.protocol) === "udp" ? "udp" : local ? "tcp" : "",
  };
}

/**
 * @typedef {"good" | "mending" | "own_up" | "own_down" | "theirs" | "busy" | "far"} Cause
 *   own_up, own_down: this side's way to the server, and from it. theirs: the other side's way from the server
 */

const LOSSY_PCT = 3;
const FAR_MS = 300;

/**
 * What is slow. The server's word goes first: it sees both sides.
 * @param {{mending: boolean, reduced: boolean, limits: {because: string, without?: string[]} | null, measured: Measured | null}} seen
 *   reduced: the browser itself sends less than it could
 * @returns {Cause}
 */
export function causeOf({ mending, reduced, limits, measured }) {
  if (mending) return "mending";
  if (limits?.without?.length) return "own_down";
  if (limits?.because === "sender") return "own_up";
  if (limits?.because === "receiver") return "theirs";
  if (limits?.because === "busy") return "busy";
  if (!measured) return "good";
  if (measured.lost_down_pct > LOSSY_PCT) return "own_down";
  if (measured.lost_up_pct > LOSSY_PCT) return "own_up";
  if (measured.rtt_ms > FAR_MS) return "far";
  return reduced ? "own_up" : "good";
}
