import { KINDS } from "./sending.js";

/**
 * @typedef {import("./peer.js").Participant} Participant
 * @typedef {import("./peer.js").Placed} Placed
 */

const PLACES_MAX = 5;  // webrtc/transport/description.py: in sixteen lines

/** What the others give, and on which lines of the connection it arrives. No DOM. */
export class Receiving {
  /** @type {RTCPeerConnection | null} */ #connection = null;
  /** @type {Map<string, Placed>} by "participant/kind" */ #placed = new Map();
  #places = 1;
  #onstream;

  /** @param {(placed: Placed) => void} onstream */
  constructor(onstream) {
    this.#onstream = onstream;
  }

  /** The lines that a connection needs beside those that this browser sends on. @param {RTCPeerConnection} connection */
  open(connection) {
    this.#connection = connection;
    for (let place = 1; place < this.#places; place++) this.#addPlace();
  }

  /** Without a connection: nobody is seen or heard. */
  drop() {
    this.#connection = null;
    this.show([]);
  }

  /**
   * Makes room for more people; there is never less than there was.
   * @param {number} others  who send
   * @returns {boolean} whether the connection has new lines, which have to be offered
   */
  widen(others) {
    const before = this.#places;
    this.#places = Math.min(PLACES_MAX, Math.max(before, others));
    if (this.#places === before || !this.#connection) return false;
    for (let place = before; place < this.#places; place++) this.#addPlace();
    return true;
  }

  /** Lines on which one more participant's tracks can come. */
  #addPlace() {
    for (const kind of KINDS) this.#connection?.addTransceiver(kind === "audio" ? "audio" : "video", { direction: "recvonly" });
  }

  /** Of a line; undefined where there is none of this name. @param {string} mid */
  receiver(mid) {
    return this.#connection?.getTransceivers().find((each) => each.mid === mid)?.receiver;
  }

  /** Tells what is new and what is gone among the others' streams. @param {Participant[]} participants */
  show(participants) {
    const before = this.#placed;
    this.#placed = new Map(participants.flatMap(({ id, streams }) => KINDS.flatMap((kind) => {
      const receiver = streams && this.receiver(streams[kind]);
      if (!receiver) return [];
      const held = before.get(`${id}/${kind}`);
      const same = held?.stream?.getTracks()[0] === receiver.track;
      return [[`${id}/${kind}`, same && held ? held : { participant: id, kind, stream: new MediaStream([receiver.track]) }]];
    })));
    for (const [key, placed] of before) if (!this.#placed.has(key)) this.#onstream({ ...placed, stream: null });
    for (const [key, placed] of this.#placed) if (before.get(key) !== placed) this.#onstream(placed);
  }
}
