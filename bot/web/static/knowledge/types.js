/**
 * What the server says of articles; bot/web/PROTOCOL.md has the whole.
 * @typedef {{language: string, title: string, answer: string, link: string | null, video: string | null, variants: string[]}} Translation
 * @typedef {object} Article
 * @property {string} key
 * @property {string | null} category
 * @property {string | null} link
 * @property {string[]} tags
 * @property {Translation[]} translations
 * @property {number | null} valid_from  UTC ms, inclusive; null: always was
 * @property {number | null} valid_until  UTC ms, exclusive; null: for ever
 * @property {string[]} channels  "widget", "telegram", "help"; none: all
 * @property {string[]} audience  labels of contacts; none: everybody
 * @property {string[]} needs  attributes that are asked for first
 * @property {number | null} confident  from which confidence it is answered outright, 0 to 1; null: as everywhere
 *
 * @typedef {{id: string, name: string}} Person  name: "" where it is no agent: then the id says what ("import", "sample")
 * @typedef {{state: "draft" | "review", author?: Person | null, updated_at: number}} DraftMark
 * @typedef {DraftMark & {article: Article, revision: number, base_version?: number, note?: string}} Draft  base_version: on top
 *   of which it was begun; absent: none
 *
 * @typedef {object} Row  of the list
 * @property {string} key
 * @property {string} title
 * @property {string | null} [category]
 * @property {string[]} [tags]
 * @property {string[]} languages
 * @property {string[]} [missing]  languages of the site that it does not speak
 * @property {number} [variants]
 * @property {number} [version]  absent: never published
 * @property {number} updated_at
 * @property {Person | null} [author]  of the newest version
 * @property {number | null} [valid_from]
 * @property {number | null} [valid_until]
 * @property {DraftMark} [draft]
 *
 * @typedef {{categories: string[], tags: string[], audiences: string[], languages: string[]}} Offered  what some article has
 * @typedef {Offered & {articles: Row[], total: number}} Found
 * @typedef {{article: Article | null, version: number, updated_at: number | null, author: Person | null,
 *   draft: Draft | null, may_publish: boolean, why_not: string | null}} Standing
 *
 * @typedef {{version: number, at: number, author?: Person | null, note?: string, removed?: boolean}} Version
 * @typedef {{done: number, failed: {key: string, message: string}[], versions: Record<string, number>}} BulkAnswer  versions: that
 *   came of it
 * @typedef {{what: "same" | "added" | "removed", text: string}} Piece
 * @typedef {{field: string, language?: string | null, pieces: Piece[]}} Change
 *
 * @typedef {{html: string, telegram: string[], telegram_picture: string | null, telegram_buttons: string[][],
 *   problems: {line?: number, message: string}[]}} Preview  telegram: HTML, a message each; telegram_picture: above them;
 *   telegram_buttons: rows of labels below
 * @typedef {{name: string, question: Record<string, string>, choices: {value: string, labels: Record<string, string>}[]}} Attribute
 *
 * @typedef {{verdict: "answered" | "choices" | "unknown", article: string | null, title: string | null, confidence: number,
 *   choices: string[]}} Outcome  article: that answers it, else what comes nearest; choices: titles of what is offered
 * @typedef {{question: string, language: string, at: number, conversation: string, before: Outcome, after: Outcome,
 *   right?: string | null}} Case
 * @typedef {{questions: number, asked: number, complete: boolean, improves: Case[], breaks: Case[], changes: Case[]}} Rehearsal
 *
 * @typedef {{shown: number, helped: number, not_helped: number, to_person: number, ended: number, stuck: number,
 *   stick_rate: number | null, interval: [number, number] | null, last_at: number | null}} Figure  stick_rate, interval: 0 to 1, of those that ended
 * @typedef {{days: number, articles: Record<string, Figure>,
 *   help: Record<string, Votes>, never_shown: string[]}} Figures  help: of readers of the help centre
 * @typedef {{helped: number, not_helped: number}} Votes
 *
 * @typedef {{wording: string, language: string, near: number, say: number, asked: boolean}} Nearest
 * @typedef {{article: string, score: number, lead: number, confidence: number, nearest: Nearest[]}} Considered
 * @typedef {{words: string[], mended: Record<string, string>, synonyms: {term: string, others: string[]}[],
 *   tier: string, articles: Considered[], verdict: string}} Reading
 * @typedef {{explanation: Reading, titles: Record<string, string>, thresholds: {confident: number, unsure: number}}} Explanation
 */

export {};
