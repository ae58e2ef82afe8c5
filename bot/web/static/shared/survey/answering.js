import { Clock } from "../../vendor/lucide-survey.js";
import { announce } from "../announce.js";
import { html, useEffect, useRef, useState } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { now } from "../time.js";
import { explain } from "../wording.js";
import { after, isClosed } from "./card-state.js";

/**
 * What somebody says to a card, on its way to the server: shown at once, taken back when refused.
 * @typedef {import("./card-state.js").Rating} Rating
 * @typedef {import("./card-state.js").Said} Said
 * @typedef {{card: Rating, closed: boolean, waits: boolean, problem: unknown, say: (said: Said) => Promise<boolean>, again: () => void}} Answering
 *   card: as it looks with what is under way. waits: something is not on the server yet. say: true once the server has it.
 *   problem: null, or why something was not taken
 */

/**
 * @param {Rating} card @param {import("./handing.js").Hand} hand
 * @returns {Answering}
 */
export function useAnswering(card, hand) {
  // What the server has and the card does not tell yet: it tells anew after each change.
  const [had, have] = useState(/** @type {{on: Rating, said: Said} | null} */ (null));
  const [conflict, end] = useState(false);
  const newest = useRef(card);
  newest.current = card;
  const over = useClosing(card);
  const { problem } = hand;
  useEffect(() => {
    if (problem?.code !== "conflict") return;
    end(true);
    hand.forget();
  }, [problem]);

  const say = async (/** @type {Said} */ said) => {
    const came = await hand.give(said);
    if (came) have((before) => ({ on: newest.current, said: before?.on === newest.current ? both(before.said, said) : said }));
    return came;
  };
  const closed = over || conflict;
  const told = had?.on === card ? after(card, had.said) : card;
  return { card: closed ? told : hand.ahead(told), closed, waits: hand.waits, problem, say, again: hand.again };
}

/** @param {Said} first @param {Said} then @returns {Said} */
const both = (first, then) => ({ ...first, ...then, answers: { ...first.answers, ...then.answers } });

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

/** Says that something is still here. */
export const Unsent = () => html`<p class="unsent muted row"><${Icon} of=${Clock} size=${16} />
  ${t("Not sent yet. It is sent as soon as the connection is back.")}</p>`;

/** Tells those who listen that a value counts. @param {Rating} card */
export const thank = (card) => announce(thanksOf(card));

/** @param {Rating} card */
export const thanksOf = ({ thanks }) => thanks || t("Thank you for telling us.");
