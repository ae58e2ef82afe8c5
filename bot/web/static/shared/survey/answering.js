import { announce } from "../announce.js";
import { html, useEffect, useRef, useState } from "../html.js";
import { t } from "../i18n.js";
import { now } from "../time.js";
import { explain } from "../wording.js";
import { after, isClosed } from "./card-state.js";

/**
 * What somebody says to a card, on its way to the server: shown at once, sent one after the other, taken back when refused.
 * @typedef {import("./card-state.js").Rating} Rating
 * @typedef {import("./card-state.js").Said} Said
 * @typedef {{card: Rating, closed: boolean, problem: unknown, say: (said: Said) => Promise<boolean>, again: () => void}} Answering
 *   card: as it looks with what is under way. say: true once the server has it. problem: null, or why the last was not taken
 */

/**
 * @param {Rating} card @param {(said: Said) => Promise<unknown>} give  rejects with a Refusal
 * @returns {Answering}
 */
export function useAnswering(card, give) {
  const [draft, keep] = useState(/** @type {{on: Rating, said: Said} | null} */ (null));
  const [waiting, wait] = useState(0);
  const [failed, fail] = useState(/** @type {{error: any, said: Said} | null} */ (null));
  const line = useRef(Promise.resolve(/** @type {unknown} */ (null)));
  const over = useClosing(card);
  // The server tells the card anew after each change: until then, and while more is under way, what was picked is shown.
  const shown = draft && (waiting > 0 || draft.on === card) ? after(card, draft.said) : card;

  const say = async (/** @type {Said} */ said) => {
    keep((before) => ({ on: card, said: { ...before?.said, ...said, answers: { ...before?.said.answers, ...said.answers } } }));
    fail(null);
    wait((n) => n + 1);
    const sent = line.current.then(() => give(said));
    line.current = sent.catch(() => {});
    try {
      await sent;
      return true;
    } catch (error) {
      keep(null);
      fail({ error, said });
      return false;
    } finally {
      wait((n) => n - 1);
    }
  };
  return {
    card: shown, closed: over || failed?.error?.code === "conflict", problem: failed?.error ?? null, say,
    again: () => { if (failed) void say(failed.said); },
  };
}

/** Whether the time is over; turns by itself when it is. @param {Rating} card */
function useClosing(card) {
  const [closed, close] = useState(isClosed(card, now.peek()));
  useEffect(() => {
    const left = (card.until ?? Infinity) - now.peek();
    close(isClosed(card, now.peek()));
    if (card.closed || left <= 0 || left > LONGEST_MS) return;
    const timer = setTimeout(() => close(true), left);
    return () => clearTimeout(timer);
  }, [card.until, card.closed]);
  return closed;
}

const LONGEST_MS = 2 ** 31 - 1;  // a timer's; a page is not open that long

/** What stands in the way, and the way on. @param {{answering: Answering}} props */
export function Problem({ answering: { problem, closed, again } }) {
  const words = problem && !closed ? explain(problem) : "";
  return html`<div class="problem" role="alert">${words && html`<p>${words}</p>
    <button type="button" class="button" onClick=${again}>${t("Try again")}</button>`}</div>`;
}

/** Tells those who listen that a value counts. @param {Rating} card */
export const thank = (card) => announce(thanksOf(card));

/** @param {Rating} card */
export const thanksOf = ({ thanks }) => thanks || t("Thank you for telling us.");
