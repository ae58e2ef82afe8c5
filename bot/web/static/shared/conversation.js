/**
 * A conversation as a page knows it: pure functions from what the stream brings to what is shown. The state after events is
 * the state that a fresh snapshot gives.
 */

/**
 * The shapes of bot/model.py; a field at its default is absent.
 * @typedef {{id: string, name: string}} Person
 * @typedef {{kind: "bot" | "line" | "nobody"} | {kind: "agent", agent: Person}} Owner
 * @typedef {{id: string, name?: string, language: string}} Contact
 * @typedef {{kind: "contact" | "bot" | "agent" | "system", id?: string, name?: string}} Author
 * @typedef {{article: string, label: string, value?: string}} Choice
 * @typedef {{what: "joined" | "left" | "shared" | "unshared" | "recorded" | "unrecorded" | "snapshot" | "taken_over",
 *   role: "customer" | "agent" | "supervisor", at: number, name?: string, person?: string}} Moment  name, person: of agents and supervisors
 * @typedef {"granted" | "denied" | "missing" | "busy" | "unasked"} DeviceState
 * @typedef {{at: number, microphone?: DeviceState, camera?: DeviceState, speaker?: "heard" | "unheard" | "unasked",
 *   way?: "udp" | "relay" | "tcp" | "none" | "unasked", relay?: "works" | "fails" | "unasked", rtt_ms?: number, loss_pct?: number,
 *   screen?: boolean, browser?: string}} CallCheck  what a customer's browser found before a call
 * @typedef {{kind: "text", text: string, offer?: ("person" | "tell_me" | "call" | "works" | "need_help" | "stop" | "allow")[],
 *   article?: string}} Text
 * @typedef {{kind: "article", article: string, language: string, title: string, markdown: string, html: string, link?: string,
 *   video?: string, helped?: boolean, note?: string, offer?: "stop"[]}} Article
 * @typedef {{kind: "choices", text: string, choices: Choice[], chosen?: string,
 *   attribute?: string, article?: string}} Choices
 * @typedef {{id: string, label: string}} Chip
 * @typedef {{id: string, kind: "chips" | "text" | "scale", text: string, choices?: Chip[], many?: boolean, low?: string, high?: string}}
 *   CardQuestion  many: absent, more than one may be chosen; low, high: the words at the ends of a scale, which is 1 to 5
 * @typedef {{choices?: string[], text?: string, value?: number}} CardAnswer  one of them, as the question's kind wants it
 * @typedef {{kind: "rating", request: string, text: string, value?: number, comment?: string, survey?: string, metric?: "csat" | "nps" | "ces",
 *   look?: "stars" | "faces" | "numbers" | "thumbs", low?: string, high?: string, questions?: CardQuestion[],
 *   answers?: Record<string, CardAnswer>, thanks?: string, until?: number, closed?: boolean, moment?: string, offer?: "book"[]}} Rating
 *   value: on the metric's scale, absent before it is given; absent: metric csat, look stars. questions: that follow from the value.
 *   until: from then on nothing is changed any more; closed: the time is over
 * @typedef {"video" | "voice" | "screen"} CallKind
 * @typedef {{kind: "call", room: string, state: "offered" | "ringing" | "running" | "ended" | "declined" | "missed",
 *   media?: CallKind, asked?: boolean, by?: Person, expires_at: number, moments?: Moment[], started_at?: number, ended_at?: number,
 *   ended_by?: "agent" | "customer" | "system", reason?: string, check?: CallCheck, callback?: boolean, recorded?: boolean}} Call
 *   media: what it was proposed with, absent: video. by: absent while a customer who asked waits for somebody
 * @typedef {{kind: "notice", code: "queued" | "callback" | "left_line" | "joined" | "transferred" | "released" | "handed_back" | "resolved"
 *   | "reopened" | "stopped" | "allowed" | "signed_in", agent?: Person}} Notice
 * @typedef {{kind: "picture", picture: string, width: number, height: number, alt: string}} Picture
 * @typedef {{kind: "unsupported", what: string, text?: string}} Unsupported
 * @typedef {Text | Article | Choices | Rating | Call | Picture | Notice | Unsupported} Body
 * @typedef {{seq: number, episode: number, at: number, author: Author, body: Body, client_message_id?: string,
 *   delivery?: "pending" | "sent" | "uncertain" | "failed", problem?: string}} Message
 * @typedef {{id: string, contact: Contact, channel: "widget" | "telegram" | "link", owner: Owner, fence: number, episode: number,
 *   language: string, messages: Message[], earlier: boolean, former: readonly string[], continues_in?: string}} Conversation
 *   language: the one that it is held in; messages by seq, rising; earlier: there are older ones to fetch; former: conversations
 *   of the customer that are a part of this one; continues_in: the one of which this is a part
 */

/**
 * @param {any} snapshot  the state of a conversation stream's snapshot
 * @returns {Conversation}
 */
export function fromSnapshot({ id, contact, channel, owner, fence, episode, language, messages = [], earlier = false, former = [], continues_in }) {
  return { id, contact, channel, owner, fence, episode, language, messages, earlier, former, continues_in };
}

/**
 * @param {Conversation} conversation @param {any} event  of a conversation stream
 * @returns {Conversation} the same object when the event changes nothing that is known here
 */
export function applyEvent(conversation, event) {
  switch (event.kind) {
    case "message": return { ...conversation, messages: [...conversation.messages, event.message] };
    case "changed": return changed(conversation, event.message);
    case "owner": return { ...conversation, owner: event.owner, fence: event.fence, episode: event.episode };
    case "language": return { ...conversation, language: event.language };
    case "contact": return { ...conversation, contact: event.contact };
    case "continued": return { ...conversation, continues_in: event.conversation };
    case "former": return { ...conversation, former: [...conversation.former, event.conversation] };
    default: return conversation;
  }
}

/** @param {Conversation} conversation @param {Message} message  as it reads now */
function changed(conversation, message) {
  const place = conversation.messages.findIndex(({ seq }) => seq === message.seq);
  return place < 0 ? conversation : { ...conversation, messages: conversation.messages.with(place, message) };
}

/**
 * @param {Conversation} conversation @param {Message[]} older  oldest first @param {number} asked  how many were asked for
 * @returns {Conversation}
 */
export function withEarlier(conversation, older, asked) {
  const first = conversation.messages[0]?.seq ?? Infinity;
  const messages = [...older.filter(({ seq }) => seq < first), ...conversation.messages];
  return { ...conversation, messages, earlier: older.length >= asked };
}

/** The call that is offered, rings or runs, null when there is none. @param {Conversation} conversation */
export function liveCall(conversation) {
  const message = conversation.messages.findLast(({ body }) => body.kind === "call");
  const body = message?.body;
  return body?.kind === "call" && isLive(body) ? body : null;
}

/** @param {Call} call */
export const isLive = ({ state }) => state === "offered" || state === "ringing" || state === "running";
