// One side of a live session: this browser's single connection to the server, which forwards what the others send. No DOM.
//
//   const peer = new Peer({
//     send: (signal) => socket.request("signal", { room, signal }),   // what has to reach the server
//     iceServers,                                                     // from call.join; [] without TURN
//     renew: async () => { … },                                       // has iceServers renewed, whose credentials run out
//     onchange: () => redraw(peer.status, peer.participants, peer.sharing),
//     onstream: ({ participant, kind, stream }) => { … },             // stream === null: that place is empty now
//     onconnection: (connection) => { … },                            // before its first offer: data channels go in here
//     onlost: (kind, label, on) => { … },                             // a microphone or camera was unplugged, and is let go of
//     onproblem: (problem) => show(t(PROBLEMS[problem.code])),        // a CallProblem, see capture.js
//     onbye: (reason) => { … },                                       // "ended", "removed", "replaced" … or "worker_lost"
//   });
//   await peer.start();                    // once the server has let this page into the room (call.join)
//   peer.handle(signal);                   // each signal that the server sends
//   await peer.setMicrophone(true);        // rejects with a CallProblem; may be called before start()
//   await peer.setCamera(true, deviceId);
//   await peer.shareScreen();              // from a click
//   await peer.stopScreen();
//   peer.close();                          // says goodbye and lets go of every device
//
// When the server said goodbye with "worker_lost", join the room anew and call start() again: it makes a fresh connection and keeps
// what is being shared. When the socket was lost, call resume() and join the room anew: what stands goes on. A network change needs
// nothing: the connection is mended here. After any other goodbye the call is over, and every device has been let go.
//
// Audio, camera and screen each have a place in both directions from the first offer on, so that sharing is replaceTrack. Which
// of the places shows whom is told by the server's "state"; where it tells of more people than there are places, three lines
// more are offered over the same connection, and every line that there was keeps its mid.

import { CallProblem, capture, captureScreen } from "./capture.js";
import { ENCODINGS, Encoders, canRepeat } from "./limits.js";

/**
 * @typedef {"audio" | "camera" | "screen"} Kind
 * @typedef {{audio: boolean, camera: boolean, screen: boolean}} Sharing
 * @typedef {{audio: string, camera: string, screen: string}} Streams  the mids that carry a participant's tracks to here
 * @typedef {{id: string, role: "customer" | "agent" | "supervisor", name: string, connected: boolean, sharing: Sharing,
 *   streams: Streams | null}} Participant  streams is null for oneself, and for whoever has no place in this layout
 * @typedef {"idle" | "connecting" | "connected" | "reconnecting" | "closed"} Status
 * @typedef {{participant: string, kind: Kind, stream: MediaStream | null}} Placed
 * @typedef {{type: string, [field: string]: any}} Signal  webrtc/signals.py describes them
 */

const KINDS = /** @type {const} */ (["audio", "camera", "screen"]);
const PLACES_MAX = 5;  // webrtc/description.py: in sixteen lines
const DISCONNECTED_MS = 3_000;
const MENDING_MS = 10_000;

export class Peer {
  /** @type {Status} */
  status = "idle";
  /** @type {string | null} who this page is in the room; null until the server has said so */
  you = null;
  /** @type {Participant[]} everyone in the room, oneself included */
  participants = [];
  /** @type {import("./limits.js").Allowed | null} what the server allowed last, and why; null while it has said nothing */
  limits = null;
  /** @type {Record<Kind, MediaStreamTrack | null>} what this browser captures; the microphone stays open while muted */
  tracks = { audio: null, camera: null, screen: null };

  /** @type {RTCPeerConnection | null} */ #connection = null;
  /** @type {Map<Kind, RTCRtpSender>} */ #senders = new Map();
  #encoders = new Encoders(this.#senders);
  /** @type {Map<string, Placed>} by "participant/kind" */ #placed = new Map();
  /** @type {Map<Kind, Promise<void>>} one change after the other for each kind */ #turns = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #stood = false;  // whether the connection was ever up
  #resuming = false;  // whether the next state tells if the server still has this connection
  #places = 1;
  #offers = 0;
  /** @type {Promise<void>} */ #offering = Promise.resolve();
  #attempts = 0;
  #options;

  /**
   * @param {{send: (signal: Signal) => void, iceServers?: RTCIceServer[], renew?: () => Promise<void>, onchange?: () => void,
   *   onstream?: (placed: Placed) => void, onconnection?: (connection: RTCPeerConnection) => void,
   *   onlost?: (kind: "audio" | "camera", label: string, on: boolean) => void,
   *   onproblem?: (problem: CallProblem) => void, onbye?: (reason: string) => void}} options
   */
  constructor(options) {
    this.#options = options;
  }

  /** What the others get from here now. @returns {Sharing} */
  get sharing() {
    const { audio, camera, screen } = this.tracks;
    return { audio: audio !== null && audio.enabled, camera: camera !== null, screen: screen !== null };
  }

  /** A fresh connection; what is being shared goes on. @returns {Promise<void>} */
  async start() {
    if (typeof RTCPeerConnection !== "function") throw new CallProblem("unsupported");
    this.#attempts = 0;
    this.#become(this.status === "idle" || this.status === "closed" ? "connecting" : "reconnecting");
    await this.#connect();
  }

  /** Before the room is joined anew over another socket: goes on with the connection that stands, or makes a fresh one. */
  resume() {
    this.#resuming = true;
    if (this.status !== "connected") this.#after(MENDING_MS, () => this.#reconnect());
  }

  /** Mends the way to the server and keeps the connection: a new offer with new ICE credentials. @returns {Promise<void>} */
  async restart() {
    const connection = this.#connection;
    if (!connection || this.status === "closed") return;
    this.#become("reconnecting");
    this.#after(MENDING_MS, () => this.#reconnect());
    await this.#options.renew?.();
    if (connection !== this.#connection) return;
    this.renewed();
    connection.restartIce();
    await this.#offer();
  }

  /** Has the next search for a way go through the servers as they are now. */
  renewed() {
    this.#connection?.setConfiguration(this.#configuration());
  }

  /** A signal from the server. @param {Signal} signal */
  handle(signal) {
    if (signal.type === "description") this.#answered(signal.sdp, signal.number);
    else if (signal.type === "state") this.#seat(signal.you, signal.participants);
    else if (signal.type === "limits") this.#limit(/** @type {any} */ (signal));
    else if (signal.type === "problem") this.#options.onproblem?.(new CallProblem("refused", signal.message));
    else if (signal.type === "bye") this.#dismissed(signal.reason);
  }

  /**
   * @param {boolean} on  off mutes and keeps the device open, so that it is heard at once when it is turned on again
   * @param {string} [deviceId]
   * @returns {Promise<void>}
   * @throws {CallProblem}
   */
  setMicrophone(on, deviceId) {
    return this.#turn("audio", async () => {
      const held = this.tracks.audio;
      if (held ? deviceId && held.getSettings().deviceId !== deviceId : on) {
        await this.#place("audio", await capture("microphone", deviceId));
      }
      if (this.tracks.audio) this.tracks.audio.enabled = on;
    });
  }

  /**
   * @param {boolean} on  off lets go of the camera, and its light goes out
   * @param {string} [deviceId]
   * @returns {Promise<void>}
   * @throws {CallProblem}
   */
  setCamera(on, deviceId) {
    return this.#turn("camera", async () => {
      const held = this.tracks.camera;
      if (!on) await this.#place("camera", null);
      else if (!held || (deviceId && held.getSettings().deviceId !== deviceId)) {
        await this.#place("camera", await capture("camera", deviceId));
      }
    });
  }

  /**
   * Takes a phone's other camera; many phones open only one at a time, so this one goes first.
   * @param {"user" | "environment"} facing
   * @returns {Promise<void>}
   * @throws {CallProblem}
   */
  faceCamera(facing) {
    return this.#turn("camera", async () => {
      await this.#place("camera", null);
      await this.#place("camera", await capture("camera", undefined, facing));
    });
  }

  /** Asks what to share; again while sharing changes it. @returns {Promise<void>} @throws {CallProblem} */
  async shareScreen() {
    const track = await captureScreen();  // not in turn: the picker wants the click that led here
    await this.#turn("screen", () => this.#place("screen", track));
  }

  /** @returns {Promise<void>} */
  stopScreen() {
    return this.#turn("screen", () => this.#place("screen", null));
  }

  /** Who is heard here, and oneself, by participant. @returns {Map<string, RTCRtpReceiver | RTCRtpSender>} */
  voices() {
    const heard = this.participants.flatMap(({ id, streams }) => {
      const receiver = streams && this.#receiver(streams.audio);
      return receiver ? [/** @type {[string, RTCRtpReceiver | RTCRtpSender]} */ ([id, receiver])] : [];
    });
    const own = this.#senders.get("audio");
    return new Map(own && this.you && this.sharing.audio ? [...heard, [this.you, own]] : heard);
  }

  /** What each line carries. @returns {import("./flows.js").Lines} */
  lines() {
    const transceivers = this.#connection?.getTransceivers() ?? [];
    const up = [...this.#senders].map(([kind, sender]) =>
      /** @type {[string, Kind]} */ ([transceivers.find((each) => each.sender === sender)?.mid ?? "", kind]));
    const down = this.participants.flatMap(({ id, streams }) => (streams
      ? KINDS.map((kind) => /** @type {[string, {participant: string, kind: Kind}]} */ ([streams[kind], { participant: id, kind }])) : []));
    return { up: new Map(up), down: new Map(down) };
  }

  /** How the connection is doing; null without one. @returns {Promise<RTCStatsReport | null>} */
  async report() {
    return (await this.#connection?.getStats()) ?? null;
  }

  /** Leaves the call. */
  close() {
    if (this.status === "closed") return;
    this.#options.send({ type: "bye", reason: "left" });
    this.#end();
  }

  /** @param {string} reason */
  #dismissed(reason) {
    if (this.status === "closed") return;
    if (reason === "worker_lost") {
      this.#drop();
      this.#become("reconnecting");
    } else this.#end();
    this.#options.onbye?.(reason);
  }

  // What is sent

  /** @param {Kind} kind @param {() => Promise<void>} change @returns {Promise<void>} */
  #turn(kind, change) {
    const changed = (this.#turns.get(kind) ?? Promise.resolve()).then(change).then(() => this.#share());
    this.#turns.set(kind, changed.catch(() => undefined));
    return changed;
  }

  /** @param {Kind} kind @param {MediaStreamTrack | null} track */
  async #place(kind, track) {
    if (track && this.status === "closed") return track.stop();
    const held = this.tracks[kind];
    this.tracks[kind] = track;
    if (held) {
      held.onended = null;
      held.stop();
    }
    if (track) track.onended = () => this.#lost(kind, track);
    await this.#senders.get(kind)?.replaceTrack(track);
  }

  /**
   * The device went away, or "stop sharing" was pressed on the browser's own bar.
   * @param {Kind} kind @param {MediaStreamTrack} track
   */
  #lost(kind, track) {
    this.#turn(kind, async () => {
      if (this.tracks[kind] !== track) return;
      await this.#place(kind, null);
      if (kind !== "screen") this.#options.onlost?.(kind, track.label, track.enabled);
    });
  }

  #share() {
    if (this.status === "closed") return;
    if (this.#connection) this.#options.send({ type: "sharing", ...this.sharing });
    this.#options.onchange?.();
  }

  // The connection

  async #connect() {
    this.#drop();
    const connection = new RTCPeerConnection(this.#configuration());
    this.#connection = connection;
    this.#stood = this.#resuming = false;
    for (const kind of KINDS) {
      const { sender } = connection.addTransceiver(this.tracks[kind] ?? (kind === "audio" ? "audio" : "video"),
        { direction: "sendrecv", sendEncodings: [ENCODINGS[kind]] });
      this.#senders.set(kind, sender);
    }
    for (let place = 1; place < this.#places; place++) this.#addPlace();
    this.#options.onconnection?.(connection);
    connection.onconnectionstatechange = () => this.#watch(connection);
    this.#after(MENDING_MS, () => this.#reconnect());
    await this.#offer();
    this.#share();
  }

  /** @returns {RTCConfiguration} */
  #configuration() {
    return { iceServers: this.#options.iceServers ?? [], bundlePolicy: "max-bundle" };
  }

  /** Lines on which one more participant's tracks can come. */
  #addPlace() {
    for (const kind of KINDS) this.#connection?.addTransceiver(kind === "audio" ? "audio" : "video", { direction: "recvonly" });
  }

  /**
   * One after the other: a browser refuses a description that another was made after. What was overtaken is left out.
   * @returns {Promise<void>}
   */
  #offer() {
    const connection = this.#connection, number = ++this.#offers;
    const newest = () => connection === this.#connection && number === this.#offers;
    const offered = this.#offering.then(async () => {
      if (!connection || !newest()) return;
      await connection.setLocalDescription(await connection.createOffer());
      if (newest()) this.#options.send({ type: "description", sdp: connection.localDescription?.sdp ?? "", number });
    });
    this.#offering = offered.catch(() => undefined);
    return offered;
  }

  /** @param {string} sdp @param {number} number  of the offer that it answers; an older one's answer is not wanted any more */
  async #answered(sdp, number) {
    const connection = this.#connection;
    if (!connection || number !== this.#offers) return;
    try {
      await connection.setRemoteDescription({ type: "answer", sdp });
      if (connection.connectionState === "connected") this.#watch(connection);  // mended without having been interrupted
      await this.#encoders.settle();
    } catch (error) {
      if (connection === this.#connection) this.#options.onproblem?.(new CallProblem("refused", error));
    }
  }

  /** @param {import("./limits.js").Allowed} allowed */
  #limit(allowed) {
    const repeated = this.limits?.audio.redundant ?? false;
    this.limits = allowed;
    this.#encoders.apply(allowed);
    if (allowed.audio.redundant !== repeated && canRepeat()) this.#offer();  // the answer will order the codecs otherwise
    this.#options.onchange?.();
  }

  /** @param {RTCPeerConnection} connection */
  #watch(connection) {
    if (connection !== this.#connection) return;
    if (connection.connectionState === "connected") {
      clearTimeout(this.#timer);
      this.#attempts = 0;
      this.#stood = true;
      this.#become("connected");
    } else if (connection.connectionState === "disconnected") {
      this.#become("reconnecting");
      this.#after(DISCONNECTED_MS, () => this.restart());
    } else if (connection.connectionState === "failed") {
      if (this.#stood) this.restart();
      else this.#reconnect();
    }
  }

  /** Mending did not help, or the first try led nowhere: once more from the start, and less often each time. */
  async #reconnect() {
    this.#attempts += 1;
    if (this.#attempts === 2) this.#options.onproblem?.(new CallProblem("unreachable"));
    await this.#options.renew?.();
    if (this.status === "closed") return;
    await this.#connect();
    this.#after(MENDING_MS * Math.min(this.#attempts, 6), () => this.#reconnect());
  }

  /** @param {number} delay_ms @param {() => void} action */
  #after(delay_ms, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delay_ms);
  }

  #drop() {
    clearTimeout(this.#timer);
    if (this.#connection) this.#connection.onconnectionstatechange = null;
    this.#connection?.close();
    this.#connection = null;
    this.#senders.clear();
    this.limits = null;
    this.#show([]);
  }

  #end() {
    if (this.status === "closed") return;
    this.#drop();
    for (const kind of KINDS) this.tracks[kind]?.stop();
    this.tracks = { audio: null, camera: null, screen: null };
    this.participants = [];
    this.#become("closed");
  }

  /** @param {Status} status */
  #become(status) {
    if (this.status === status) return;
    this.status = status;
    this.#options.onchange?.();
  }

  // What is received

  /** @param {string} you @param {Participant[]} participants */
  #seat(you, participants) {
    if (this.status === "closed") return;
    this.you = you;
    this.participants = participants;
    this.#widen(participants.filter(({ id, role }) => id !== you && role !== "supervisor").length);
    this.#show(participants);
    this.#options.onchange?.();
    if (this.#resuming) this.#resumed();
  }

  /** The first state after the room was joined anew: whether the server has kept this page's media. */
  #resumed() {
    this.#resuming = false;
    const kept = this.participants.find(({ id }) => id === this.you)?.connected;
    if (!kept || !this.#connection) return void this.start();
    if (this.#connection.connectionState !== "connected") return void this.restart();
    clearTimeout(this.#timer);
    this.#share();  // it may have changed while nobody listened
  }

  /** @param {number} others  who send */
  #widen(others) {
    const before = this.#places;
    this.#places = Math.min(PLACES_MAX, Math.max(before, others));
    if (this.#places === before || !this.#connection) return;
    for (let place = before; place < this.#places; place++) this.#addPlace();
    void this.#offer();
  }

  /** @param {string} mid */
  #receiver(mid) {
    return this.#connection?.getTransceivers().find((each) => each.mid === mid)?.receiver;
  }

  /** Tells what is new and what is gone among the others' streams. @param {Participant[]} participants */
  #show(participants) {
    const before = this.#placed;
    this.#placed = new Map(participants.flatMap(({ id, streams }) => KINDS.flatMap((kind) => {
      const receiver = streams && this.#receiver(streams[kind]);
      if (!receiver) return [];
      const held = before.get(`${id}/${kind}`);
      const same = held?.stream?.getTracks()[0] === receiver.track;
      return [[`${id}/${kind}`, same && held ? held : { participant: id, kind, stream: new MediaStream([receiver.track]) }]];
    })));
    for (const [key, placed] of before) if (!this.#placed.has(key)) this.#options.onstream?.({ ...placed, stream: null });
    for (const [key, placed] of this.#placed) if (before.get(key) !== placed) this.#options.onstream?.(placed);
  }
}
