// What the desk knows, as pure functions over snapshots and events. For every stream: the state after
// events equals the state of a fresh snapshot (tests/web/js/desk-state.test.js).

/**
 * @typedef {import("./types.js").Summary} Summary
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").Note} Note
 * @typedef {import("./types.js").Conversation} Conversation
 * @typedef {import("./types.js").StreamEvent} StreamEvent
 */

/** How many ended conversations the line's snapshot brings; the desk keeps as many. */
export const ENDED_KEPT = 50;

/** @typedef {Readonly<Record<string, Summary>>} Line conversations by id */

/**
 * @param {{conversations: Summary[]}} snapshot
 * @returns {Line}
 */
export function lineFrom(snapshot) {
  return Object.fromEntries(snapshot.conversations.map((summary) => [summary.id, summary]));
}

/**
 * @param {Line} line
 * @param {StreamEvent} event
 * @returns {Line}
 */
export function lineAfter(line, event) {
  if (event.kind !== "summary") return line;
  return withoutOldEnded({ ...line, [event.summary.id]: event.summary });
}

/** @param {Line} line @returns {Line} */
function withoutOldEnded(line) {
  const ended = Object.values(line).filter((summary) => summary.owner.kind === "nobody");
  if (ended.length <= ENDED_KEPT) return line;
  const kept = { ...line };
  for (const summary of ended.sort(newestFirst).slice(ENDED_KEPT)) delete kept[summary.id];
  return kept;
}

/** @param {Summary} a @param {Summary} b */
export const newestFirst = (a, b) => b.last_at - a.last_at || (a.id < b.id ? -1 : 1);

/**
 * @param {Conversation} conversation
 * @param {StreamEvent} event
 * @param {number} at when the event was written, UTC ms
 * @returns {Conversation}
 */
export function conversationAfter(conversation, event, at) {
  switch (event.kind) {
    case "message":
      return {
        ...conversation,
        last_at: event.message.at,
        messages: [...conversation.messages, event.message],
      };
    case "changed":
      return { ...conversation, messages: replaced(conversation.messages, event.message) };
    case "owner":
      return {
        ...conversation,
        owner: event.owner,
        fence: event.fence,
        episode: event.episode,
        opened_at: event.episode > conversation.episode ? at : conversation.opened_at,
      };
    case "contact":
      return { ...conversation, contact: event.contact };
    default:
      return conversation;
  }
}

/** @param {Message[]} messages @param {Message} message */
function replaced(messages, message) {
  return messages.map((known) => (known.seq === message.seq ? message : known));
}

/**
 * @param {Conversation} conversation
 * @param {Message[]} messages what the verb `earlier` brought, oldest first
 * @param {number} limit how many were asked for
 * @returns {Conversation}
 */
export function withEarlier(conversation, messages, limit) {
  const first = conversation.messages[0]?.seq ?? Infinity;
  return {
    ...conversation,
    earlier: messages.length === limit,
    messages: [...messages.filter((message) => message.seq < first), ...conversation.messages],
  };
}

/**
 * @param {Note[]} notes
 * @param {StreamEvent} event
 * @returns {Note[]}
 */
export function notesAfter(notes, event) {
  return event.kind === "note" ? [...notes, event.note] : notes;
}
