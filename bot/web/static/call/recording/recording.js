import { signal } from "../../shared/html.js";
import { t, tn } from "../../shared/i18n.js";

/**
 * @typedef {{state: "off" | "asked" | "on" | "paused", by: string, since_at: number, waiting: string[], refused: string | null,
 *   recorded_ms: number, problem: string}} Told  how it stands, see webrtc/signals.py
 * @typedef {{allowed: boolean, days: number, text: string}} Terms  text: the team's own words for the question; "": ours
 * @typedef {{why: "refused" | "stopped" | "disk", name: string | null}} Ending  name: who said no, null for oneself or nobody
 */

/** @type {Told} */
const OFF = { state: "off", by: "", since_at: 0, waiting: [], refused: null, recorded_ms: 0, problem: "" };

/** After a no, as in webrtc/recording/consent.py: nobody is to be worn down. */
const ASKED_AGAIN_MS = 30_000;

/** Recording of a call, as its page sees and answers it. What is recorded is decided by the server alone. */
export class CallRecording {
  told = signal(OFF);
  terms = signal(/** @type {Terms} */ ({ allowed: false, days: 30, text: "" }));
  /** The panel that asks an agent before everyone is asked, or tells what is being recorded. */
  open = signal(false);
  /** How the last one ended, until it was read. */
  ending = signal(/** @type {Ending | null} */ (null));

  #say;
  #toldAt = 0;

  /** @param {(signal: any) => void} say  to the room */
  constructor(say) {
    this.#say = say;
  }

  /** The length so far, in ms; grows while it runs. */
  get length() {
    const { state, recorded_ms } = this.told.value;
    return state === "on" ? recorded_ms + performance.now() - this.#toldAt : recorded_ms;
  }

  /** How long one has to wait before everybody may be asked once more, in ms; 0: not. @param {number} present  ms since 1970 UTC */
  wait(present) {
    const { refused, since_at } = this.told.value;
    return refused ? Math.max(0, since_at + ASKED_AGAIN_MS - present) : 0;
  }

  /** The newest state of the room. @param {any} state */
  hear({ recording = OFF, you, participants }) {
    const before = this.told.peek();
    this.#toldAt = performance.now();
    this.told.value = recording;
    if (recording.state !== before.state) this.open.value = false;
    if (recording.state !== "off") this.ending.value = null;
    else if (before.state !== "off") this.ending.value = endingOf(recording, before, you, participants);
  }

  /** Asks everyone, and agrees oneself. */
  ask() {
    this.open.value = false;
    this.#say({ type: "record", on: true, text: words(this.terms.peek()) });
  }

  stop() {
    this.#say({ type: "record", on: false });
  }

  /** @param {boolean} agree  false also withdraws what was agreed to before */
  answer(agree) {
    this.#say({ type: "consent", agree, text: words(this.terms.peek()) });
  }
}

/**
 * What everybody is asked with, and what is kept of it beside the answer.
 * @param {Terms} terms
 */
export function words({ text, days }) {
  return text || [
    t("The voices, cameras and shared screens of everyone in the call are recorded."),
    tn("The recording is kept for {n} day, then deleted. Only this team's managers can see it.",
      "The recording is kept for {n} days, then deleted. Only this team's managers can see it.", days),
    t("If you say no, the call goes on without it. You can stop it at any time."),
  ].join(" ");
}

/**
 * @param {Told} recording @param {Told} before @param {string} you @param {import("../room/peer.js").Participant[]} participants
 * @returns {Ending | null} null where nothing had begun and nobody said no: the question was taken back
 */
function endingOf(recording, before, you, participants) {
  if (recording.problem) return { why: "disk", name: null };
  if (recording.refused) {
    const who = participants.find(({ id }) => id === recording.refused);
    return { why: "refused", name: recording.refused === you || !who ? null : who.name };
  }
  return before.state === "asked" ? null : { why: "stopped", name: null };
}
