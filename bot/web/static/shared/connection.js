/**
 * The connection to the server, as bot/web/PROTOCOL.md describes it. It knows no page and no DOM: hello, verbs and their
 * results, streams without gaps across reconnects, and how the connection is right now.
 */

import { signal } from "../vendor/signals-core.js";

/**
 * @typedef {{as: "contact" | "participant", token: string, labels?: string[], timezone?: string,
 *   customer?: {number: string, at: number, signature: string}} | {as: "agent"}} Credentials
 * @typedef {{state: "connecting" | "online" | "stopped"} | {state: "waiting", until: number}} Status
 *   waiting: for the next try, at `until` (ms since 1970 by this machine's clock). stopped: nobody asked for it, or `refusal`
 *   says why it will not come back by itself
 * @typedef {{
 *   snapshot: (state: any, seq: number) => void,
 *   event: (event: any, seq: number, at: number) => void,
 *   refused?: (refusal: Refusal) => void,
 * }} Reader  what becomes of a stream; refused: the server does not let us read it
 * @typedef {Reader & {stream: string, epoch?: string, seq: number, pending: boolean}} Subscription
 *   pending: asked for, not answered yet
 * @typedef {(ms: number, run: () => void) => () => void} Timer  runs once, later; the answer cancels it
 * @typedef {Pick<WebSocket, "send" | "close" | "onmessage" | "onclose">} Socket
 */

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const PING_EVERY_MS = 20_000;
const ANSWER_WITHIN_MS = 10_000;
const AWAKE_WITHIN_MS = 3_000;
const PATIENCE_MS = 15_000;
const STABLE_AFTER_MS = 5_000;

/** What was asked did not happen. `code` is one of PROTOCOL.md's, or "offline": it did not reach the server, or no answer came. */
export class Refusal extends Error {
  /** @param {string} code @param {string} message  plain English @param {Record<string, any>} [data] */
  constructor(code, message, data = {}) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

const offline = () => new Refusal("offline", "There is no connection right now. Please try again in a moment.");

/** @type {Timer} */
const timeout = (ms, run) => {
  const id = setTimeout(run, ms);
  return () => clearTimeout(id);
};

/** The server's socket, seen from a page of the same origin. */
const ownSocket = () => `${location.origin.replace(/^http/, "ws")}/socket`;

export class Connection {
  /** How the connection is right now. */
  status = signal(/** @type {Status} */ ({ state: "stopped" }));
  /** The result of the last hello that was answered; null before the first. */
  welcome = signal(/** @type {any} */ (null));
  /** Why the server ended the connection for good; null while it did not. @type {Refusal | null} */
  refusal = null;
  /** The server's clock minus this machine's, in ms. */
  skew = 0;

  #turn = 0;
  #attempt = 0;
  #lastId = 0;
  #onlineAt = 0;
  /** @type {Socket | null} */ #socket = null;
  /** @type {Map<number, {done: (result: any) => void, refused: (refusal: Refusal) => void}>} */ #asked = new Map();
  /** @type {Set<{ask: () => void, refused: (refusal: Refusal) => void}>} */ #held = new Set();
  /** @type {Map<string, Subscription>} */ #streams = new Map();
  /** @type {Map<string, Set<(frame: any) => void>>} */ #listeners = new Map();
  /** @type {() => void} */ #cancel = () => {};

  /**
   * @param {{
   *   hello: () => Credentials | Promise<Credentials>,
   *   url?: string,
   *   open?: (url: string) => Socket,
   *   timer?: Timer,
   *   random?: () => number,
   *   clock?: () => number,
   * }} options  hello: who we are, asked before every try; when it throws a Refusal "unauthorized" the connection stops.
   *   timer: see steady.js for pages that must stay awake in the background
   */
  constructor({ hello, url, open = (to) => new WebSocket(to), timer = timeout, random = Math.random, clock = Date.now }) {
    this.#hello = hello;
    this.#url = url;
    this.#open = open;
    this.#timer = timer;
    this.#random = random;
    this.#clock = clock;
  }
  #hello; #url; #open; #timer; #random; #clock;

  /** Connects, and keeps connected until `stop` or until the server refuses us. */
  start() {
    if (this.status.peek().state !== "stopped") return;
    this.refusal = null;
    this.#attempt = 0;
    void this.#connect();
  }

  /** What requests beside the socket have to bear; null where a cookie does it. @returns {Promise<string | null>} */
  async token() {
    const who = await this.#hello();
    return "token" in who ? who.token : null;
  }

  stop() {
    this.#drop();
    this.status.value = { state: "stopped" };
    for (const held of [...this.#held]) held.refused(offline());
  }

  /** Says that the network may be back or that the machine woke up: tries now, or makes sure that the socket still lives. */
  wake() {
    const { state } = this.status.peek();
    if (state === "waiting") void this.#connect();
    else if (state === "online") this.#ping(AWAKE_WITHIN_MS);
  }

  /**
   * Asks the server to do something. Without a connection it waits up to 15 s for one.
   * @param {string} type  a verb of PROTOCOL.md @param {Record<string, any>} [fields]
   * @returns {Promise<any>} the result
   * @throws {Refusal}
   */
  request(type, fields = {}) {
    return new Promise((done, refused) => {
      const ask = () => this.#ask(type, fields, done, refused);
      const { state } = this.status.peek();
      if (state === "online") ask();
      else if (state === "stopped") refused(offline());
      else this.#hold(ask, refused);
    });
  }

  /**
   * Reads a stream: a snapshot first, then every event once and in order, over reconnects too. One reader a stream.
   * @param {string} stream @param {Reader} reader
   * @returns {() => void} stops reading
   */
  subscribe(stream, reader) {
    if (this.#streams.has(stream)) throw new Error(`${stream} is read already`);
    const subscription = { ...reader, stream, seq: 0, pending: false };
    this.#streams.set(stream, subscription);
    if (this.status.peek().state === "online") this.#subscribe(subscription);
    return () => this.#unsubscribe(subscription);
  }

  /**
   * Hears frames that have no number: place, typing, presence, signal.
   * @param {string} type @param {(frame: any) => void} listener
   * @returns {() => void} stops hearing
   */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  // -- the socket ---------------------------------------------------------------------------

  async #connect() {
    this.#drop();
    const turn = this.#turn;
    this.status.value = { state: "connecting" };
    let credentials;
    try {
      credentials = await this.#hello();
    } catch (error) {
      if (turn === this.#turn) this.#failed(error);
      return;
    }
    if (turn !== this.#turn) return;
    const socket = this.#socket = this.#open(this.#url ?? ownSocket());
    socket.onmessage = ({ data }) => { if (turn === this.#turn) this.#receive(JSON.parse(data), credentials); };
    socket.onclose = () => { if (turn === this.#turn) this.#retry(); };
    this.#cancel = this.#timer(ANSWER_WITHIN_MS, () => this.#retry());
  }

  /** @param {unknown} error  of hello */
  #failed(error) {
    if (error instanceof Refusal && error.code === "unauthorized") this.#end(error);
    else this.#retry();
  }

  #retry() {
    const stable = this.#onlineAt && this.#clock() - this.#onlineAt > STABLE_AFTER_MS;
    this.#attempt = stable ? 0 : this.#attempt;
    this.#drop();
    // Full jitter: many clients of a server that restarts come back spread out, not in waves.
    const delay = this.#random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempt++);
    this.status.value = { state: "waiting", until: this.#clock() + delay };
    this.#cancel = this.#timer(delay, () => void this.#connect());
  }

  /** @param {Refusal} refusal */
  #end(refusal) {
    this.refusal = refusal;
    this.stop();
  }

  /** Forgets the socket, its timer and what was asked over it. */
  #drop() {
    this.#turn++;
    this.#cancel();
    this.#onlineAt = 0;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onclose = socket.onmessage = null;
      socket.close();
    }
    for (const subscription of this.#streams.values()) subscription.pending = false;
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const each of asked) each.refused(offline());
  }

  /** @param {any} frame @param {Credentials} credentials */
  #receive(frame, credentials) {
    switch (frame.type) {
      case "welcome": return this.#welcomed(frame, credentials);
      case "done": return this.#settle(frame.id)?.done(frame.result ?? {});
      case "error": return this.#settle(frame.id)?.refused(new Refusal(frame.code, frame.message, frame.data));
      case "snapshot": return this.#snapshot(frame);
      case "event": return this.#event(frame);
      case "ended": if (frame.code === "unauthorized") this.#end(new Refusal(frame.code, frame.message)); return;
      default: for (const listener of [...this.#listeners.get(frame.type) ?? []]) listener(frame);
    }
  }

  /** @param {any} frame @param {Credentials} credentials */
  #welcomed(frame, credentials) {
    this.skew = frame.now - this.#clock();
    this.#ask("hello", credentials, (result) => this.#online(result), (refusal) => {
      if (refusal.code !== "offline") this.#failed(refusal);
    });
  }

  /** @param {any} result  of hello */
  #online(result) {
    this.#cancel();
    this.#onlineAt = this.#clock();
    this.#cancel = this.#timer(PING_EVERY_MS, () => this.#ping(ANSWER_WITHIN_MS));
    this.welcome.value = result;
    this.status.value = { state: "online" };
    for (const subscription of this.#streams.values()) if (!subscription.pending) this.#subscribe(subscription);
    for (const held of [...this.#held]) held.ask();
  }

  /** @param {number} within  ms; no answer by then: the socket is dead though nobody closed it */
  #ping(within) {
    this.#cancel();
    this.#cancel = this.#timer(within, () => this.#retry());
    const again = () => {
      this.#cancel();
      this.#cancel = this.#timer(PING_EVERY_MS, () => this.#ping(ANSWER_WITHIN_MS));
    };
    this.#ask("ping", {}, again, (refusal) => { if (refusal.code !== "offline") again(); });
  }

  // -- verbs --------------------------------------------------------------------------------

  /**
   * @param {string} type @param {Record<string, any>} fields
   * @param {(result: any) => void} done @param {(refusal: Refusal) => void} refused
   */
  #ask(type, fields, done, refused) {
    const id = ++this.#lastId;
    this.#asked.set(id, { done, refused });
    this.#socket?.send(JSON.stringify({ type, id, ...fields }));
  }

  /** @param {number} id */
  #settle(id) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    return asked;
  }

  /** @param {() => void} ask @param {(refusal: Refusal) => void} refused */
  #hold(ask, refused) {
    const held = { ask: () => { forget(); ask(); }, refused: (/** @type {Refusal} */ why) => { forget(); refused(why); } };
    const cancel = this.#timer(PATIENCE_MS, () => held.refused(offline()));
    const forget = () => { cancel(); this.#held.delete(held); };
    this.#held.add(held);
  }

  // -- streams ------------------------------------------------------------------------------

  /** @param {Subscription} subscription */
  #subscribe(subscription) {
    const { stream, epoch, seq } = subscription;
    subscription.pending = true;
    const answered = () => { subscription.pending = false; };
    this.#ask("subscribe", epoch === undefined ? { stream } : { stream, epoch, after: seq }, answered, (refusal) => {
      answered();
      if (refusal.code !== "offline") subscription.refused?.(refusal);
    });
  }

  /** @param {Subscription} subscription */
  #unsubscribe(subscription) {
    if (this.#streams.get(subscription.stream) !== subscription) return;
    this.#streams.delete(subscription.stream);
    if (this.status.peek().state !== "online") return;
    this.#ask("unsubscribe", { stream: subscription.stream }, () => {}, () => {});
  }

  /** @param {any} frame */
  #snapshot(frame) {
    const subscription = this.#streams.get(frame.stream);
    if (!subscription) return;
    subscription.epoch = frame.epoch;
    subscription.seq = frame.seq;
    subscription.snapshot(frame.state, frame.seq);
  }

  /** @param {any} frame */
  #event(frame) {
    const subscription = this.#streams.get(frame.stream);
    if (!subscription || frame.seq <= subscription.seq) return;
    if (frame.seq === subscription.seq + 1) {
      subscription.seq = frame.seq;
      subscription.event(frame.event, frame.seq, frame.at);
    } else if (!subscription.pending) {
      this.#subscribe(subscription);
    }
  }
}

/**
 * Tells a connection when the network comes back and when the page is looked at again.
 * @param {Connection} connection
 */
export function stayConnected(connection) {
  addEventListener("online", () => connection.wake());
  addEventListener("pageshow", () => connection.wake());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) connection.wake(); });
}
