/** A conversation's rows: pure. */

/**
 * @typedef {import("../shared/former.js").Told} Message
 * @typedef {import("../shared/outbox.js").Entry} Entry
 * @typedef {{key: string, kind: "day", at: number}
 *   | {key: string, kind: "message", message: Message, first: boolean, last: boolean}
 *   | {key: string, kind: "unsent", entry: Entry}} Item  first, last: of what one person said in one go
 */

const ONE_GO_MS = 5 * 60_000;

/**
 * The thread from top to bottom: days, messages, and below them what is not on the server yet.
 * @param {readonly Message[]} messages @param {Entry[]} entries  of the outbox
 * @returns {Item[]}
 */
export function thread(messages, entries) {
  const arrived = new Set(messages.map((message) => message.client_message_id));
  const unsent = entries.filter((entry) => !entry.about && !arrived.has(entry.client_message_id));
  return [
    ...messages.flatMap((message, place) => shown(message, messages[place - 1], messages[place + 1])),
    ...unsent.map((entry) => /** @type {Item} */ ({ key: entry.client_message_id, kind: "unsent", entry })),
  ];
}

/** @param {Message} message @param {Message | undefined} before @param {Message | undefined} after @returns {Item[]} */
function shown(message, before, after) {
  const newDay = !before || new Date(before.at).toDateString() !== new Date(message.at).toDateString();
  const first = newDay || !inOneGo(before, message);
  const last = !after || !inOneGo(message, after);
  const place = `${message.of ?? ""}${message.seq}`;
  const item = /** @type {Item} */ ({ key: message.client_message_id ?? place, kind: "message", message, first, last });
  return newDay ? [{ key: `day ${place}`, kind: "day", at: message.at }, item] : [item];
}

/** @param {Message} one @param {Message} next */
function inOneGo(one, next) {
  return one.author.kind === next.author.kind && one.author.id === next.author.id && next.at - one.at < ONE_GO_MS
    && one.body.kind !== "notice" && next.body.kind !== "notice";
}
