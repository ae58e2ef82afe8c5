/**
 * Booked calls as agents see them (bot/web/PROTOCOL.md).
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string, since: number, until: number, zone: string, note: string, state: "booked" | "cancelled" | "started" | "missed", moves: number,
 *   conversation: string, contact: import("../desk/types.js").Contact, agent: Person, reached: boolean, changeable: boolean}} Booking
 *   moves: how often it was changed; reached: the customer sees what is said of it; changeable: by whoever has asked
 * @typedef {{booking: Booking, agents: Person[], times: {since: number, agents: string[]}[]}} Choices  when it can be instead, and whose it can be then
 */
export {};
