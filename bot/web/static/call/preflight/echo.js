import { counted, NONE, wayFrom } from "./way.js";

/**
 * A real echo over the media server: what this browser sends comes back to it, on the way that a call takes.
 *
 *     const way = await echo({ connection, track: (kind) => room.track(kind), relayed: false, signal });
 *
 * @typedef {import("./way.js").Way} Way
 * @typedef {import("../../shared/connection.js").Connection} Connection
 * @typedef {{
 *   connection: Connection,
 *   track: (kind: "audio" | "camera") => MediaStreamTrack | null,
 *   relayed: boolean,
 *   signal: AbortSignal,
 * }} Options  relayed: over TURN alone. signal: ends it
 * @typedef {Way & {relays: boolean}} Echoed  relays: there are TURN servers that a call could go through
 */

const UP_WITHIN_MS = 8_000;
const SETTLE_MS = 400;
const MEASURE_MS = 1_500;

/**
 * @param {Options} options
 * @returns {Promise<Echoed | null>} null: it was ended
 * @throws {import("../../shared/connection.js").Refusal} the server gives no echo now
 */
export async function echo({ connection, track, relayed, signal }) {
  const { room, ice_servers: iceServers = [] } = await connection.request("call.echo");
  const relays = iceServers.length > 0;
  const leave = () => void connection.request("signal", { room, signal: { type: "bye" } }).catch(() => {});
  if (signal.aborted) return leave(), null;
  const peer = new RTCPeerConnection({ iceServers, bundlePolicy: "max-bundle", iceTransportPolicy: relayed ? "relay" : "all" });
  const unhear = connection.on("signal", ({ room: where, signal: what }) => { if (where === room) heard(peer, what); });
  const say = (/** @type {any} */ what) => connection.request("signal", { room, signal: what });
  try {
    await offer(peer, track, say);
    if (!await stands(peer, signal)) return signal.aborted ? null : { ...NONE, relays };
    return { ...await measured(peer, signal), relays };
  } finally {
    unhear();
    peer.close();
    leave();
  }
}

/** @param {RTCPeerConnection} peer @param {any} what */
function heard(peer, what) {
  if (what.type === "description") void peer.setRemoteDescription({ type: "answer", sdp: what.sdp }).catch(() => peer.close());
  else if (what.type === "bye") peer.close();
}

/**
 * The layout of every call, so that the echo goes the same way as one.
 * @param {RTCPeerConnection} peer @param {Options["track"]} track @param {(what: any) => Promise<unknown>} say
 */
async function offer(peer, track, say) {
  for (const kind of /** @type {const} */ (["audio", "camera"])) {
    peer.addTransceiver(track(kind) ?? (kind === "audio" ? "audio" : "video"), { direction: "sendrecv" });
  }
  peer.addTransceiver("video", { direction: "sendrecv" });
  peer.createDataChannel("pointer", { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 });
  await peer.setLocalDescription(await peer.createOffer());
  await say({ type: "description", sdp: peer.localDescription?.sdp ?? "", number: 1 });
  await say({ type: "sharing", audio: Boolean(track("audio")), camera: Boolean(track("camera")) });
}

/** @param {RTCPeerConnection} peer @param {AbortSignal} signal @returns {Promise<boolean>} whether it came about */
function stands(peer, signal) {
  return new Promise((done) => {
    const settle = (/** @type {boolean} */ up) => { clearTimeout(timer); done(up); };
    const timer = setTimeout(() => done(false), UP_WITHIN_MS);
    signal.addEventListener("abort", () => settle(false), { once: true });
    peer.onconnectionstatechange = () => {
      if (peer.connectionState === "connected") settle(true);
      else if (peer.connectionState === "failed" || peer.connectionState === "closed") settle(false);
    };
  });
}

/** @param {RTCPeerConnection} peer @param {AbortSignal} signal @returns {Promise<Way>} */
async function measured(peer, signal) {
  const look = async () => counted(/** @type {any} */ (await peer.getStats()).values());
  await pause(SETTLE_MS, signal);
  const before = await look();
  await pause(MEASURE_MS, signal);
  return wayFrom(before, await look());
}

/** @param {number} ms @param {AbortSignal} signal @returns {Promise<void>} sooner when it is ended */
function pause(ms, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
  });
}
