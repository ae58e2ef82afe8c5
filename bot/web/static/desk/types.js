// What the desk reads beside the conversation (shared/conversation.js), as types for `tsc --checkJs`. No code.
// The words are those of bot/model.py; times are UTC, integer milliseconds; an absent field is at its default.

/**
 * @typedef {import("../shared/conversation.js").Person} Person
 * @typedef {import("../shared/conversation.js").Owner} Owner
 * @typedef {import("../shared/conversation.js").Contact} Contact
 * @typedef {import("../shared/conversation.js").Message} Message
 * @typedef {import("../shared/conversation.js").Conversation} Conversation
 * @typedef {"agent" | "manager"} Role
 * @typedef {{id: string, name: string, email: string, role: Role, created_at: number, disabled_at?: number}} Agent
 * @typedef {{seq: number, at: number, author: Person, text: string}} Note  what agents write for each other
 * @typedef {{labels?: string[], attributes?: Record<string, string>,
 *   check?: import("../shared/conversation.js").CallCheck}} Traits  what is known of a customer; check: made outside of a call
 * @typedef {{seq: number, verdict: "answered" | "choices" | "unknown" | "chosen", tier?: "lexical" | "semantic",
 *   matches?: {article: string, title: string, confidence: number}[]}} Ranked  what the bot found for the customer's message `seq`
 * @typedef {{room: string, by: Person, what: "joined" | "left", at: number}} Listened  a manager whom the customer is not told of
 * @typedef {{id: string, created_at: number, seen_at: number, device: string, current: boolean}} Login
 */

/**
 * @typedef {object} Summary  a row of the lists
 * @property {string} id
 * @property {Contact} contact
 * @property {"widget" | "telegram" | "link"} channel
 * @property {Owner} owner
 * @property {number} fence
 * @property {number} episode
 * @property {number} last_at
 * @property {number} [waiting_since]  in line since; absent: not in line
 * @property {string} [reason]  why it went to the line: asked, unmatched, low_rating, transfer, released, call, check_in
 * @property {string} [excerpt]  the customer's newest words
 * @property {boolean} [callback]  the customer wants to be called, and no call has been started since
 * @property {string} [continues_in]  the conversation in which the customer goes on
 * @property {number} [unanswered_since]  the customer wrote and no person has replied since
 */

export {};
