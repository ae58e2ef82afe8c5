import { after } from "./card-state.js";

/**
 * How what is said to a card gets to where it belongs.
 * @typedef {import("./card-state.js").Rating} Rating
 * @typedef {import("./card-state.js").Said} Said
 * @typedef {{
 *   give: (said: Said) => Promise<boolean>,
 *   ahead: (card: Rating) => Rating,
 *   waits: boolean,
 *   problem: {code: string, message: string} | null,
 *   again: () => void,
 *   forget: () => void,
 * }} Hand  give: true once it is there. ahead: the card as it will be with what waits. problem: why something is refused.
 *   again, forget: what was refused
 */

/**
 * Through an outbox: kept like a written message, over a lost connection and a closed page.
 * @param {import("../outbox.js").Outbox} outbox @param {Record<string, string>} address  fields by which the server knows the card
 * @returns {Hand}
 */
export function kept(outbox, address) {
  const [[name, whose]] = Object.entries(address);
  const own = outbox.entries.value.filter(({ verb, fields }) => verb === "rate" && fields[name] === whose);
  const waiting = own.filter(({ problem }) => !problem);
  const refused = own.find(({ problem }) => problem);
  return {
    // A value takes the place of a value that still waits, an answer that of one to the same question: nobody hears of a slip.
    give: (said) => outbox.put("rate", { ...address, ...said }, [whose, ...Object.keys(said.answers ?? {})].join(" ")),
    ahead: (card) => waiting.reduce((before, { fields }) => after(before, fields), card),
    waits: waiting.length > 0,
    problem: refused?.problem ?? null,
    again: () => { if (refused) outbox.retry(refused.client_message_id); },
    forget: () => { if (refused) outbox.drop(refused.client_message_id); },
  };
}

/** To the page itself, which keeps it. @param {(said: Said) => Promise<unknown>} keep @returns {Hand} */
export const atOnce = (keep) => ({
  give: async (said) => { await keep(said); return true; },
  ahead: (card) => card, waits: false, problem: null, again() {}, forget() {},
});
