/**
 * Where a booked call can go. Pure.
 * @typedef {import("./types.js").Choices} Choices
 */

/** Whoever is free. */
export const ANYONE = "";

/** When this agent is free, or anyone. @param {Choices} choices @param {string} agent @returns {number[]}  UTC ms, in order */
export const timesOf = ({ times }, agent) => times.filter(({ agents }) => agent === ANYONE || agents.includes(agent)).map(({ since }) => since);

/**
 * Whose the call is at that time: the agent who was chosen; where anyone was, the first of those who are free: whose it is, then the team.
 * @param {Choices} choices @param {number} since @param {string} agent @returns {import("./types.js").Person | undefined}
 */
export function whoAt({ agents, times }, since, agent) {
  const free = times.find((time) => time.since === since)?.agents ?? [];
  return agents.find(({ id }) => free.includes(id) && (agent === ANYONE || id === agent));
}

/** Who is chosen at first: whose it is, where there is a time for them; else anyone. @param {Choices} choices @returns {string} */
export const firstOf = (choices) => (timesOf(choices, choices.booking.agent.id).length ? choices.booking.agent.id : ANYONE);
