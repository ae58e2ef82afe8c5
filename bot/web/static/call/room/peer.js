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

import { CallProblem } from "./capture.js";
import { Offers } from "./offers.js";
import { Receiving } from "./receiving.js";
import { KINDS, Sending } from "./sending.js";

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

  /** @type {RTCPeerConnection | null} */ #connection = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #stood = false;  // whether the connection was ever up
  #resuming = false;  // whether the next state tells if the server still has this connection
  #sending; #receiving; #offers;
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
    this.#offers = new Offers((description) => options.send(description));
    this.#receiving = new Receiving((placed) => options.onstream?.(placed));
    this.#sending = new Sending({
      closed: () => this.status === "closed", changed: () => this.#share(),
      lost: (kind, label, on) => options.onlost?.(kind, label, on),
    });
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
    await this.#offers.make();
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

  // What this browser gives: sending.js says how. Each rejects with a CallProblem.

  get tracks() { return this.#sending.tracks; }
  get sharing() { return this.#sending.sharing; }
  /** @param {boolean} on @param {string} [deviceId] */
  setMicrophone(on, deviceId) { return this.#sending.setMicrophone(on, deviceId); }
  /** @param {boolean} on @param {string} [deviceId] */
  setCamera(on, deviceId) { return this.#sending.setCamera(on, deviceId); }
  /** @param {"user" | "environment"} facing */
  faceCamera(facing) { return this.#sending.faceCamera(facing); }
  shareScreen() { return this.#sending.shareScreen(); }
  stopScreen() { return this.#sending.stopScreen(); }

  /** Who is heard here, and oneself, by participant. @returns {Map<string, RTCRtpReceiver | RTCRtpSender>} */
  voices() {
    const heard = this.participants.flatMap(({ id, streams }) => {
      const receiver = streams && this.#receiving.receiver(streams.audio);
      return receiver ? [/** @type {[string, RTCRtpReceiver | RTCRtpSender]} */ ([id, receiver])] : [];
    });
    const own = this.#sending.senders.get("audio");
    return new Map(own && this.you && this.sharing.audio ? [...heard, [this.you, own]] : heard);
  }

  /** What each line carries. @returns {import("./flows.js").Lines} */
  lines() {
    const transceivers = this.#connection?.getTransceivers() ?? [];
    const up = [...this.#sending.senders].map(([kind, sender]) =>
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
    this.#sending.open(connection);
    this.#receiving.open(connection);
    this.#offers.of(connection);
    this.#options.onconnection?.(connection);
    connection.onconnectionstatechange = () => this.#watch(connection);
    this.#after(MENDING_MS, () => this.#reconnect());
    await this.#offers.make();
    this.#share();
  }

  /** @returns {RTCConfiguration} */
  #configuration() {
    return { iceServers: this.#options.iceServers ?? [], bundlePolicy: "max-bundle" };
  }

  /** @param {string} sdp @param {number} number */
  async #answered(sdp, number) {
    try {
      const connection = await this.#offers.answered(sdp, number);
      if (!connection) return;
      if (connection.connectionState === "connected") this.#watch(connection);  // mended without having been interrupted
      await this.#sending.encoders.settle();
    } catch (error) {
      this.#options.onproblem?.(new CallProblem("refused", error));
    }
  }

  /** @param {import("./limits.js").Allowed} allowed */
  #limit(allowed) {
    this.limits = allowed;
    this.#sending.encoders.apply(allowed);
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
    this.#sending.drop();
    this.limits = null;
    this.#receiving.drop();
    this.#offers.of(null);
  }

  #end() {
    if (this.status === "closed") return;
    this.#drop();
    this.#sending.stop();
    this.participants = [];
    this.#become("closed");
  }

  /** @param {Status} status */
  #become(status) {
    if (this.status === status) return;
    this.status = status;
    this.#options.onchange?.();
  }

  // Who is there

  /** @param {string} you @param {Participant[]} participants */
  #seat(you, participants) {
    if (this.status === "closed") return;
    this.you = you;
    this.participants = participants;
    if (this.#receiving.widen(participants.filter(({ id, role }) => id !== you && role !== "supervisor").length)) void this.#offers.make();
    this.#receiving.show(participants);
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
}
