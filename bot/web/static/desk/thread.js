// A conversation's messages and notes as the thread shows them: by day and episode, what the bot did
// folded away once a person is there.

/**
 * @typedef {import("../shared/former.js").Told} Message
 * @typedef {import("./types.js").Note} Note
 * @typedef {{kind: "day", key: string, at: number}} DayItem
 * @typedef {{kind: "episode", key: string, episode: number, at: number}} EpisodeItem
 * @typedef {{kind: "message", key: string, message: Message, follows: boolean}} MessageItem `follows`: the same
 *   author wrote the item above moments before
 * @typedef {{kind: "note", key: string, note: Note}} NoteItem
 * @typedef {{kind: "fold", key: string, messages: number, items: Item[]}} FoldItem the bot's part of an episode
 * @typedef {DayItem | EpisodeItem | MessageItem | NoteItem | FoldItem} Item
 */

const FOLLOWS_MS = 5 * 60_000;
const FOLD_FROM = 4; // shorter stretches are quicker read than opened

/**
 * @param {Message[]} messages oldest first
 * @param {readonly Note[]} notes oldest first
 * @returns {Item[]}
 */
export function threadOf(messages, notes) {
  return folded(withSeparators(merged(messages, notes)));
}

/**
 * @param {Message[]} messages
 * @param {readonly Note[]} notes
 * @returns {(MessageItem | NoteItem)[]}
 */
function merged(messages, notes) {
  /** @type {(MessageItem | NoteItem)[]} */
  const items = [
    ...messages.map((message) => ({ kind: /** @type {const} */ ("message"), key: `m${message.of ?? ""}${message.seq}`, message, follows: false })),
    ...notes.map((note) => ({ kind: /** @type {const} */ ("note"), key: `n${note.seq}`, note })),
  ];
  // Stable, so that what was written in the same millisecond stays in its own order.
  return items.sort((a, b) => atOf(a) - atOf(b));
}

/** @param {MessageItem | NoteItem} item */
const atOf = (item) => (item.kind === "message" ? item.message.at : item.note.at);

/**
 * @param {(MessageItem | NoteItem)[]} items
 * @returns {Item[]}
 */
function withSeparators(items) {
  /** @type {Item[]} */
  const result = [];
  let day = "";
  let episode = 0;
  /** @type {MessageItem | NoteItem | null} */
  let above = null;
  for (const item of items) {
    const at = atOf(item);
    const itsDay = new Date(at).toDateString();
    const itsEpisode = item.kind === "message" && !item.message.of ? item.message.episode : episode;
    if (episode && itsEpisode > episode) {
      result.push({ kind: "episode", key: `e${itsEpisode}`, episode: itsEpisode, at });
      above = null;
    }
    if (itsDay !== day) {
      result.push({ kind: "day", key: `d${itsDay}`, at });
      above = null;
    }
    result.push(item.kind === "message" ? { ...item, follows: follows(item, above) } : item);
    day = itsDay;
    episode = itsEpisode;
    above = item;
  }
  return result;
}

/** @param {MessageItem} item @param {MessageItem | NoteItem | null} above */
function follows(item, above) {
  if (above?.kind !== "message" || isNotice(above.message) || isNotice(item.message)) return false;
  const [a, b] = [above.message, item.message];
  return a.author.kind === b.author.kind && a.author.id === b.author.id && b.at - a.at < FOLLOWS_MS;
}

/** @param {Message} message */
const isNotice = (message) => message.body.kind === "notice";

/** A person speaks or has been asked for: from here on it is read in full. @param {Item} item */
function personIsHere(item) {
  if (item.kind === "note") return true;
  if (item.kind !== "message") return false;
  const { author, body } = item.message;
  return author.kind === "agent" || body.kind === "call" || (body.kind === "notice" && body.code !== "reopened");
}

/**
 * Folds the stretch before the first person of every episode where one came; an episode that the bot
 * handles alone is read in full.
 *
 * @param {Item[]} items
 * @returns {Item[]}
 */
function folded(items) {
  return episodes(items).flatMap((episode) => {
    const person = episode.findIndex(personIsHere);
    const from = episode.findIndex((item) => item.kind === "message");
    if (person < 0 || from < 0 || person - from < FOLD_FROM) return episode;
    // The customer's newest words before the person came say what it is about: they stay in sight.
    const last = lastOfCustomer(episode, from, person);
    const stretch = episode.slice(from, last);
    const messages = stretch.filter((item) => item.kind === "message").length;
    if (messages < FOLD_FROM - 1) return episode;
    const fold = /** @type {FoldItem} */ ({ kind: "fold", key: `f${stretch[0].key}`, messages, items: stretch });
    return [...episode.slice(0, from), fold, ...episode.slice(last)];
  });
}

/** @param {Item[]} items @param {number} from @param {number} to exclusive */
function lastOfCustomer(items, from, to) {
  for (let index = to - 1; index >= from; index--) {
    const item = items[index];
    if (item.kind === "message" && item.message.author.kind === "contact") return index;
  }
  return to;
}

/** @param {Item[]} items @returns {Item[][]} */
function episodes(items) {
  /** @type {Item[][]} */
  const result = [[]];
  for (const item of items) {
    if (item.kind === "episode") result.push([]);
    result[result.length - 1].push(item);
  }
  return result;
}

/**
 * The words that suggestions are made for.
 *
 * @param {Message[]} messages
 * @returns {string} "" when the customer's newest message holds no text
 */
export function newestWords(messages) {
  for (let index = messages.length - 1; index >= 0; index--) {
    const { author, body } = messages[index];
    if (author.kind === "contact" && body.kind === "text") return body.text;
  }
  return "";
}
