/**
 * What the server says of surveys and kiosks; bot/web/PROTOCOL.md has the whole. A field at its default may be absent in an answer:
 * definition.js makes it whole.
 * @typedef {Record<string, string>} Words  by language
 * @typedef {{id: string, words: Words}} Chip
 * @typedef {object} FollowUp
 * @property {string} id
 * @property {"chips" | "text" | "scale"} kind
 * @property {Words} question
 * @property {number[]} values  of the rating that it goes with; none: any
 * @property {Chip[]} choices
 * @property {boolean} many  more than one may be chosen
 * @property {Words} low
 * @property {Words} high
 *
 * @typedef {"episode" | "call" | "later" | "touchpoint" | "reask" | "kiosk" | "link"} Moment
 * @typedef {object} Ask  of whom it asks, and when; an empty list: any
 * @property {Moment[]} moments
 * @property {string[]} channels
 * @property {string[]} languages
 * @property {string[]} handlers
 * @property {string[]} touchpoints
 * @property {string[]} places
 * @property {number} share  % of the occasions
 *
 * @typedef {"csat" | "nps" | "ces"} Metric
 * @typedef {"stars" | "faces" | "numbers" | "thumbs"} Look
 * @typedef {object} Survey
 * @property {string} id
 * @property {Metric} metric
 * @property {Look} look
 * @property {Words} question
 * @property {Words} low
 * @property {Words} high
 * @property {FollowUp[]} follow_ups
 * @property {Words} thanks
 * @property {"nothing" | "book"} after
 * @property {number[]} book_for  values; none: any
 * @property {Ask} ask
 * @property {number} delay_h
 * @property {number | null} reminder_h  null: none
 * @property {number} deadline_h
 *
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string, version: number, enabled: boolean, survey: Survey, at: number, by: Person | null, asked: number, answered: number,
 *   interval: [number, number] | null}} Row  asked, answered: in the last 30 days; interval: of the share that answered, 0 to 1, 95 %
 * @typedef {{languages: string[], fallback_language: string, touchpoints: string[], places: string[],
 *   bookable: boolean}} Known  bookable: some agent has hours for booked calls
 * @typedef {Known & {surveys: Row[]}} Listed
 * @typedef {{version: number, at: number, by: Person | null, survey: Survey}} Version
 * @typedef {{surveys: {id: string, fate: "new" | "changed" | "same"}[], problems: Problem[]}} Imported
 * @typedef {{field: string, line: number | null, message: string, pattern?: string, values?: Record<string, string>}} Problem  of a file
 * @typedef {{quiet_from_min: number, quiet_until_min: number, cap_n: number, cap_days: number,
 *   reminder: boolean}} Customs  minutes of the day; alike: never quiet
 *
 * @typedef {object} Kiosk
 * @property {string} id
 * @property {string} place
 * @property {string} survey
 * @property {string} language
 * @property {number} created_at
 * @property {number | null} [ended_at]
 * @property {number | null} [seen_at]
 * @property {number} answered  in the last 30 days
 * @property {number | null} [answered_at]  the last of them
 * @typedef {{url: string, qr: string[]}} Link  qr: its code's rows, "1" is dark
 */

export {};
