// What the server says of recovery (bot/recovery/case.py), as types for `tsc --checkJs`. No code. An absent field is at its default.

/**
 * @typedef {import("../shared/conversation.js").Person} Person
 * @typedef {import("../shared/conversation.js").Contact} Contact
 * @typedef {"hear" | "apologise" | "resolve" | "diagnose" | "closed"} Step  what is to be done next
 * @typedef {"recovered" | "not_recovered" | "unanswered" | "not_asked" | "dismissed"} Outcome
 * @typedef {"claim" | "assign" | "hear" | "apologise" | "resolve" | "diagnose" | "dismiss" | "reopen" | "note"} Deed
 * @typedef {"csat" | "nps" | "ces"} Metric
 * @typedef {"slow" | "answer" | "manner" | "product" | "general"} Situation
 * @typedef {{at: number, what: string, by?: Person, text?: string}} Moment
 * @typedef {{situation: Situation, text: string}} Wording
 * @typedef {{id: string, words: string}} Cause
 */

/**
 * @typedef {object} Case
 * @property {string} id
 * @property {string} request
 * @property {Contact} contact
 * @property {string} conversation
 * @property {Metric} metric
 * @property {number} value
 * @property {string} [words]  the beginning of the customer's comment
 * @property {string} channel
 * @property {string} language
 * @property {Person} [agent]  who had the conversation
 * @property {number} opened_at
 * @property {number} [round]  how often it was opened; absent: once
 * @property {Step} step
 * @property {Person} [owner]  absent: nobody's
 * @property {number} due_at  by when it is to be resolved
 * @property {number} [escalated_at]
 * @property {number} [heard_at]
 * @property {number} [apologised_at]
 * @property {number} [resolved_at]
 * @property {number} [diagnosed_at]
 * @property {number} [closed_at]
 * @property {string} [cause]
 * @property {string[]} [tags]
 * @property {string} [article]
 * @property {"missing" | "wrong"} [lack]
 * @property {string} [note]
 * @property {number} [reask_at]  when the customer is to be asked again
 * @property {number} [reasked_at]
 * @property {number} [reask_until]
 * @property {number} [reask_value]
 * @property {Outcome} [outcome]
 */

/**
 * @typedef {{case: Case, moments: Moment[], card: import("../shared/conversation.js").Rating | null, may: Deed[], others: Case[]}} Detail
 * @typedef {{low: number, content: number}} Threshold
 * @typedef {{on: boolean, csat: Threshold, nps: Threshold, ces: Threshold, owner: string, due_h: number, remind_h: number,
 *   week: {days: number[], from_min: number, until_min: number}, reask_h: number | null, causes: Cause[]}} Settings
 *   owner: "agent" who had the conversation, "" nobody, else an agent's id
 * @typedef {{value: number | null, low: number | null, high: number | null, n: number, asked: number | null}} Share
 * @typedef {{cases: number, recovered: number, not_recovered: number, unanswered: number, not_asked: number, dismissed: number,
 *   undecided: number, asked: number, share: Share}} Tally
 * @typedef {{median_ms: number | null, n: number}} Spent
 * @typedef {{from: number, to: number, all: Tally, causes: (Tally & {cause: string | null})[], heard: Spent, resolved: Spent, late: number,
 *   now: {open: number, late: number, unassigned: number}}} Report
 */

export {};
