/**
 * What a conversation's messages tell about its past.
 * @typedef {import("../shared/conversation.js").Rating} Rating
 * @typedef {{episode: number, at: number, words: string, ratings: Rating[], calls: number}} Episode
 *   at: its first message, UTC ms; words: the customer's first; ratings: that were given; calls: video sessions that took place
 */

/**
 * @param {readonly import("./types.js").Message[]} messages  oldest first
 * @returns {Episode[]} newest first
 */
export function episodesOf(messages) {
  /** @type {Map<number, Episode>} */
  const episodes = new Map();
  for (const { episode, at, author, body } of messages) {
    const known = episodes.get(episode) ?? { episode, at, words: "", ratings: [], calls: 0 };
    episodes.set(episode, known);
    if (author.kind === "contact" && body.kind === "text") known.words ||= body.text;
    if (body.kind === "rating" && body.value !== undefined) known.ratings.push(body);
    if (body.kind === "call" && body.started_at) known.calls++;
  }
  return [...episodes.values()].reverse();
}

/**
 * Of the ratings from 1 to 5 (CSAT).
 * @param {readonly Episode[]} episodes
 * @returns {{mean: number, n: number} | null} null: nothing was rated
 */
export function meanRating(episodes) {
  const values = episodes.flatMap(({ ratings }) => ratings).flatMap(({ metric = "csat", value }) => (metric === "csat" ? value ?? [] : []));
  return values.length ? { mean: values.reduce((sum, value) => sum + value, 0) / values.length, n: values.length } : null;
}
