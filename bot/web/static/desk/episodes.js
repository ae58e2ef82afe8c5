/**
 * What a conversation's messages tell about its past.
 * @typedef {{episode: number, at: number, words: string, rating: number | null, comment: string, calls: number}} Episode
 *   at: its first message, UTC ms; words: the customer's first; rating: 1 to 5, null: none given; calls: video sessions that
 *   took place
 */

/**
 * @param {readonly import("./types.js").Message[]} messages  oldest first
 * @returns {Episode[]} newest first
 */
export function episodesOf(messages) {
  /** @type {Map<number, Episode>} */
  const episodes = new Map();
  for (const { episode, at, author, body } of messages) {
    const known = episodes.get(episode) ?? { episode, at, words: "", rating: null, comment: "", calls: 0 };
    episodes.set(episode, known);
    if (author.kind === "contact" && body.kind === "text") known.words ||= body.text;
    if (body.kind === "rating" && body.value) Object.assign(known, { rating: body.value, comment: body.comment ?? "" });
    if (body.kind === "call" && body.started_at) known.calls++;
  }
  return [...episodes.values()].reverse();
}

/**
 * @param {readonly Episode[]} episodes
 * @returns {{mean: number, n: number} | null} null: nothing was rated
 */
export function meanRating(episodes) {
  const ratings = episodes.flatMap(({ rating }) => rating ?? []);
  return ratings.length ? { mean: ratings.reduce((sum, value) => sum + value, 0) / ratings.length, n: ratings.length } : null;
}
