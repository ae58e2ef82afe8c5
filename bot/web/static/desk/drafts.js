import { recall, remember } from "../shared/stored.js";

/**
 * What an agent has begun to write, kept on this machine until it is on the server: one reply and one note a conversation.
 * @typedef {"reply" | "note"} Mode
 * @typedef {{text: string, article?: {article: string, label: string}}} Draft  article: to be sent with it
 */

/** @type {Draft} */
const EMPTY = { text: "" };

/** @param {string} conversation @param {Mode} mode */
const nameOf = (conversation, mode) => `draft.${conversation}.${mode}`;

/** @param {string} conversation @param {Mode} mode @returns {Draft} */
export function draftOf(conversation, mode) {
  const stored = recall(nameOf(conversation, mode));
  return stored ? JSON.parse(stored) : EMPTY;
}

/** @param {string} conversation @param {Mode} mode @param {Draft} draft  an empty one is forgotten */
export function keepDraft(conversation, mode, draft) {
  const empty = !draft.text && !draft.article;
  remember(nameOf(conversation, mode), empty ? null : JSON.stringify(draft));
}

/** Whether something was begun there, a reply or a note. @param {string} conversation */
export const begun = (conversation) =>
  /** @type {Mode[]} */ (["reply", "note"]).some((mode) => recall(nameOf(conversation, mode)) !== null);

/**
 * A text that was refused goes back to where it was written, before what has been written since.
 * @param {Draft} draft  as it stands @param {{text?: string, article?: string}} refused
 * @returns {Draft}
 */
export function withRefused(draft, { text, article }) {
  if (article) return { ...draft, article: draft.article ?? { article, label: article } };
  return { ...draft, text: [text, draft.text].filter(Boolean).join("\n") };
}
