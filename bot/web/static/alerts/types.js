/**
 * What the server tells (bot/web/PROTOCOL.md, Alerts).
 * @typedef {"rating" | "episode" | "case_due" | "case_late" | "booking" | "booking_moved" | "booking_cancelled" | "booking_soon" | "line"} FactKind
 * @typedef {"csat" | "nps" | "ces"} Metric
 * @typedef {{kind: "value", metric: Metric, at_most?: number | null, at_least?: number | null}
 *   | {kind: "words", words: string[]} | {kind: "label", labels: string[]}
 *   | {kind: "attribute", name: string, values: string[]}
 *   | {kind: "repeated", what: "episodes" | "low", times: number, days: number}
 *   | {kind: "waiting", people?: number | null, minutes?: number | null}} Condition
 * @typedef {{id: string, name: string, on: FactKind, match: "all" | "any", conditions: Condition[], to: string[], urgent: boolean,
 *   window_min: number}} Rule
 * @typedef {{rule: Rule, enabled: boolean, revision: number}} Kept
 * @typedef {{id: string, name: string, service: string, language: string, problem: string | null, problem_at: number | null,
 *   waiting: number}} Target
 * @typedef {{quiet_from_min: number | null, quiet_until_min: number | null}} Settings
 * @typedef {{id: string, name: string}} Person
 * @typedef {{rules: Kept[], targets: Target[], settings: Settings, agents: Person[], timezone: string, languages: string[]}} Book
 * @typedef {{notification: string, target: string, name: string, state: "gathering" | "sending" | "sent" | "uncertain" | "failed",
 *   problem: string | null, settled_at: number | null}} Sent
 * @typedef {{rules: string[], alert: import("../rooms/alert-words.js").Alert, sent: Sent[]}} Found
 * @typedef {{every: "day" | "week" | "month", language: string, zone: string, hour: number}} Plan
 * @typedef {{id: string, by: Person, target: string, plan: Plan, next_at: number}} Digest
 */

export {};
