/**
 * What the agent may do with a conversation now.
 * @typedef {"take" | "video" | "transfer" | "hand_back" | "release" | "resolve" | "reply"} Verb
 */

/**
 * @param {Pick<import("./types.js").Conversation, "owner" | "continues_in">} conversation
 * @param {string} me  the agent's id
 * @returns {ReadonlySet<Verb>}
 */
export function applicable({ owner, continues_in: further }, me) {
  if (further) return new Set();
  if (owner.kind !== "agent") return new Set(/** @type {Verb[]} */ (["take"]));
  if (owner.agent.id !== me) return new Set();
  return new Set(/** @type {Verb[]} */ (["reply", "video", "transfer", "hand_back", "release", "resolve"]));
}
