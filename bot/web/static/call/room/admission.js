import { freshId } from "../../shared/ids.js";

const RENEW_WITHIN_MS = 2_000;

/** This page's place in a room as the server knows it: let in or not, what is said to the room, and the servers on the way. */
export class Admission {
  /** Whether signals go to the room. */
  joined = false;
  /** TURN servers with credentials; empty where there are none. @type {RTCIceServer[]} */
  iceServers = [];

  #page = freshId();  // by which the server knows this page when its socket was lost
  #connection;

  /** @param {import("../../shared/connection.js").Connection} connection @param {string | null} room  null where it has no name yet */
  constructor(connection, room) {
    this.#connection = connection;
    this.room = room;
  }

  /**
   * @param {() => void} before  the last moment before signals come: the first may be here before the answer is
   * @returns {Promise<import("../recording/recording.js").Terms | null>} on which calls are recorded here; null where the server did not say
   * @throws {import("../../shared/connection.js").Refusal}
   */
  async enter(before) {
    const { token } = await this.ask("call.token");
    before();
    this.joined = true;
    try {
      const { ice_servers: servers = [], recording = null } = await this.#connection.request("call.join", { token, page: this.#page });
      this.iceServers = servers;
      return recording;
    } catch (error) {
      this.joined = false;
      throw error;
    }
  }

  /** @param {string} verb  about the room alone @returns {Promise<any>} @throws {import("../../shared/connection.js").Refusal} */
  ask(verb) {
    return this.#connection.request(verb, { room: this.room });
  }

  /** @param {any} what  a signal of webrtc/signals.py; a lost one is made up for by joining anew */
  send(what) {
    if (this.joined) this.#connection.request("signal", { room: this.room, signal: what }).catch(() => {});
  }

  /** Credentials that are good for some time again; the old ones stay where they cannot be had. */
  async renew() {
    if (!this.iceServers.length) return;
    const late = new Promise((done) => setTimeout(done, RENEW_WITHIN_MS));
    const renewed = this.#connection.request("call.servers").then(({ ice_servers: servers }) => { this.iceServers = servers; });
    await Promise.race([renewed.catch(() => undefined), late]);
  }
}
