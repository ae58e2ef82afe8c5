/**
 * What the server says to a kiosk; bot/web/PROTOCOL.md has the whole.
 * @typedef {import("../shared/conversation.js").CardQuestion & {values?: number[]}} Question  values: of the rating that it goes
 *   with; none: any
 * @typedef {{text: string, low?: string, high?: string, thanks?: string | null, questions?: Question[]}} Words  in one language
 * @typedef {{kiosk: string, place: string, language: string, title: string, accent: string, survey: string, version: number,
 *   metric: "csat" | "nps" | "ces", look: "stars" | "faces" | "numbers" | "thumbs", words: Record<string, Words>}} View
 *   language: it begins in; words: by language, those that can be chosen
 * @typedef {import("../shared/conversation.js").CardAnswer} Answer
 *
 * @typedef {object} Entry  what one customer has said, until it is on the server
 * @property {string} id
 * @property {string} kiosk
 * @property {string} survey
 * @property {number} version  of the survey that was asked
 * @property {string} language
 * @property {number} value
 * @property {Record<string, Answer>} answers
 * @property {number} at  ms since 1970 UTC by this tablet's clock
 * @property {boolean} done  the customer is through, or has left
 */

export {};
