/**
 * What the server tells (bot/web/PROTOCOL.md, bot/journeys/definition.py); a field at its default is absent.
 * @typedef {Record<string, string>} Words  by language
 * @typedef {{does: "articles", after_h: number, text?: Words, keys?: string[], category?: string, label?: string, about_product?: boolean, most?: number}} ArticlesStep
 * @typedef {{does: "text", after_h: number, text: Words}} TextStep
 * @typedef {{does: "survey", after_h: number, survey: string}} SurveyStep
 * @typedef {{does: "check_in", after_h: number, text: Words, help?: "bot" | "person"}} CheckInStep
 * @typedef {ArticlesStep | TextStep | SurveyStep | CheckInStep} Step
 * @typedef {{kind: string, product?: string, places?: string[]}} Trigger
 * @typedef {{id: string, name: string, trigger: Trigger, steps: Step[], unless?: string[], every_days?: number, skip_if_open?: boolean}} Journey
 * @typedef {{step: number, state: "planned" | "done" | "skipped", reason: string | null, n: number}} Count
 * @typedef {{id: string, version: number, enabled: boolean, journey: Journey, toml: string, counts?: Count[]}} Row
 * @typedef {{journeys: Row[], languages: string[], fallback_language: string, kinds: string[], places: string[],
 *   surveys: {id: string, enabled: boolean}[], days: number}} Listed
 * @typedef {{step: number, does: Step["does"], at: number, fate: string, detail: string | null, text?: string, articles?: string[], survey?: string}} TriedStep
 * @typedef {{contact: {id: string, name?: string, language: string}, kind: string, product: string | null, place: string | null, at: number,
 *   allowed: boolean | null, channel: string | null, steps: TriedStep[]}} TriedRow
 * @typedef {{touchpoints: number, most: number, counts: Record<string, number>, rows: TriedRow[]}} Tried
 * @typedef {{id: string, name: string, contact: string, kind: string, at: number, product?: string, place?: string, facts?: Record<string, any>,
 *   received_at: number}} Touchpoint
 * @typedef {{touchpoint: Touchpoint, name?: string, number?: string, email?: string, allowed?: boolean}} Found
 * @typedef {{id: string, name: string, scopes: string[], created_at: number, by: string, used_at?: number, ended_at?: number}} ApiKey
 * @typedef {{state: "running" | "done" | "failed", dry_run: boolean, done: number, total: number, new: number, repeated: number,
 *   new_contacts: number, refused: number, problems: {line: number, column: string, message: string, pattern?: string, values?: Record<string, string>}[],
 *   message: string | null, pattern?: string, values?: Record<string, string>}} Job  pattern, values: of the message, where it was put together
 */

export {};
