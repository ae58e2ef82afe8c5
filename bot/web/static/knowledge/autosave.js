import { signal } from "../shared/html.js";
import { lacking, tidy } from "./article.js";

/**
 * Where what is written stands: on the server since `at`; written on and soon to be sent; on its way; refused; with a title
 * still to come, without which it cannot be sent; or changed by somebody else in the meantime.
 * @typedef {{kind: "saved", at: number | null} | {kind: "unsaved"} | {kind: "saving"} | {kind: "failed", refusal: any}
 *   | {kind: "lacking", language: string} | {kind: "conflict"}} SaveState  at: UTC ms; null: there is no draft
 * @typedef {import("./types.js").Article} Article
 * @typedef {import("./types.js").Draft} Draft
 */

const PAUSE_MS = 700;
const AGAIN_MS = 8_000;

/** Sends what is written after a short pause, each time over the revision that it was written on. */
export class Autosave {
  state = signal(/** @type {SaveState} */ ({ kind: "saved", at: null }));
  /** The draft's, that is written over; null: there is no draft yet. @type {number | null} */
  revision = null;

  #send; #keep; #onSaved; #onStale; #pauseMs;
  /** Not sent yet. @type {Article | null} */ #written = null;
  /** @type {Promise<void> | null} */ #running = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {{send: (article: Article, revision: number | null) => Promise<{draft: Draft}>,
   *   keep: (article: Article | null, revision: number | null) => void, onSaved?: (draft: Draft) => void, onStale?: () => void,
   *   pauseMs?: number}} means  keep: holds what is not sent on this machine; null: it is sent
   */
  constructor({ send, keep, onSaved = () => {}, onStale = () => {}, pauseMs = PAUSE_MS }) {
    this.#send = send;
    this.#keep = keep;
    this.#onSaved = onSaved;
    this.#onStale = onStale;
    this.#pauseMs = pauseMs;
  }

  /** Whether something is not on the server. */
  get pending() {
    return this.#written !== null || this.#running !== null;
  }

  /** Goes on from what the server has. @param {{revision: number, updated_at: number} | null} draft */
  rest(draft) {
    clearTimeout(this.#timer);
    this.#written = null;
    this.#keep(null, null);
    this.revision = draft?.revision ?? null;
    this.state.value = { kind: "saved", at: draft?.updated_at ?? null };
  }

  /** @param {Article} article */
  write(article) {
    this.#written = article;
    this.#keep(article, this.revision);
    if (this.state.peek().kind === "conflict") return;
    this.state.value = { kind: "unsaved" };
    this.#later(this.#pauseMs);
  }

  /** Sends what is left at once. @returns {Promise<boolean>} whether all is on the server now */
  async flush() {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running; // one at a time: each is sent over the revision that the one before made
    if (this.#written && this.state.peek().kind !== "conflict") {
      this.#running = this.#save(this.#written).finally(() => { this.#running = null; });
      await this.#running;
    }
    return !this.pending;
  }

  /** What stands on the server meanwhile is replaced by what is written here. @param {number | null} revision  theirs */
  async insist(revision) {
    this.revision = revision;
    this.state.value = { kind: "unsaved" };
    return this.flush();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** @param {number} ms */
  #later(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  /** @param {Article} article */
  async #save(article) {
    const sent = tidy(article);
    const missing = lacking(sent);
    if (missing) {
      this.state.value = { kind: "lacking", language: missing.language };
      return;
    }
    this.state.value = { kind: "saving" };
    try {
      const { draft } = await this.#send(sent, this.revision);
      this.revision = draft.revision;
      if (this.#written === article) this.#written = null;
      this.#keep(this.#written, this.revision);
      this.state.value = this.#written ? { kind: "unsaved" } : { kind: "saved", at: draft.updated_at };
      this.#onSaved(draft);
      if (this.#written) this.#later(this.#pauseMs);
    } catch (refusal) {
      this.#refused(/** @type {any} */ (refusal));
    }
  }

  /** @param {{code?: string}} refusal */
  #refused(refusal) {
    if (refusal.code === "stale") {
      this.state.value = { kind: "conflict" };
      return this.#onStale();
    }
    this.state.value = { kind: "failed", refusal };
    if (["offline", "unavailable", "too_many", "internal"].includes(refusal.code ?? "internal")) this.#later(AGAIN_MS);
  }
}
