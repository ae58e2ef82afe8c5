// The words of bot/model.py and bot/web/PROTOCOL.md as types, for `tsc --checkJs`. No code.
// Times are UTC, integer milliseconds; an absent field is at its default.

/**
 * @typedef {"widget" | "telegram"} Channel
 * @typedef {{id: string, name?: string, language: string}} Contact
 * @typedef {{id: string, name: string}} Person an agent as others see one
 * @typedef {"agent" | "manager"} Role
 * @typedef {{id: string, name: string, email: string, role: Role, created_at: number, disabled_at?: number}} Agent
 * @typedef {{kind: "bot" | "line" | "agent" | "nobody", agent?: Person}} Owner
 * @typedef {{kind: "contact" | "bot" | "agent" | "system", id?: string, name?: string}} Author
 * @typedef {{article: string, label: string}} Choice
 */

/**
 * @typedef {{kind: "text", text: string, offer?: string[], article?: string}} TextBody
 * @typedef {{kind: "article", article: string, language: string, title: string, markdown: string, html: string,
 *   link?: string, helped?: boolean}} ArticleBody
 * @typedef {{kind: "choices", text: string, choices: Choice[], chosen?: string}} ChoicesBody
 * @typedef {{kind: "rating", request: string, text: string, value?: number, comment?: string}} RatingBody
 * @typedef {{what: "joined" | "left" | "shared" | "unshared", role: "agent" | "customer", at: number}} CallMoment
 * @typedef {{kind: "call", room: string, state: "offered" | "running" | "ended" | "declined" | "missed", by: Person,
 *   expires_at: number, moments?: CallMoment[], started_at?: number, ended_at?: number,
 *   ended_by?: "agent" | "customer" | "system", reason?: string}} CallBody
 * @typedef {"queued" | "left_line" | "joined" | "transferred" | "released" | "handed_back" | "resolved" | "reopened"} NoticeCode
 * @typedef {{kind: "notice", code: NoticeCode, agent?: Person}} NoticeBody
 * @typedef {{kind: "unsupported", what: string, text?: string}} UnsupportedBody
 * @typedef {TextBody | ArticleBody | ChoicesBody | RatingBody | CallBody | NoticeBody | UnsupportedBody} Body
 */

/**
 * @typedef {object} Message
 * @property {number} seq of the event that brought it
 * @property {number} episode
 * @property {number} at
 * @property {Author} author
 * @property {Body} body
 * @property {string} [client_message_id]
 * @property {"pending" | "sent" | "uncertain" | "failed"} [delivery] absent: nothing to deliver
 * @property {string} [problem] why delivery failed, a sentence
 */

/**
 * @typedef {{seq: number, at: number, author: Person, text: string}} Note what agents write for each other
 */

/**
 * @typedef {object} Conversation what the stream `conversation:<id>` holds
 * @property {string} id
 * @property {Contact} contact
 * @property {Channel} channel
 * @property {Owner} owner
 * @property {number} fence
 * @property {number} episode
 * @property {string} language
 * @property {number} opened_at of this episode
 * @property {number} last_at of the newest message
 * @property {boolean} [earlier] there are messages before the first of `messages`
 * @property {Message[]} messages oldest first
 */

/**
 * @typedef {object} Summary a row of the lists
 * @property {string} id
 * @property {Contact} contact
 * @property {Channel} channel
 * @property {Owner} owner
 * @property {number} fence
 * @property {number} episode
 * @property {number} last_at
 * @property {number} [waiting_since] in line since; absent: not in line
 * @property {string} [reason] why it went to the line: asked, unmatched, low_rating, transfer, released
 * @property {string} [excerpt] the customer's newest words
 * @property {number} [unanswered_since] the customer wrote and no person has replied since
 */

/**
 * @typedef {{kind: "message", message: Message}
 *   | {kind: "changed", message: Message}
 *   | {kind: "owner", owner: Owner, fence: number, episode: number}
 *   | {kind: "contact", contact: Contact}
 *   | {kind: "note", note: Note}
 *   | {kind: "summary", summary: Summary}
 *   | {kind: "article", key: string}} StreamEvent
 */

/** @typedef {{id: string, created_at: number, seen_at: number, device: string, current: boolean}} Login */

export {};
