/**
 * What `POST /api/booking/look` and its siblings answer (bot/web/PROTOCOL.md).
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string, since: number, until: number, zone: string, note: string, state: "booked" | "cancelled" | "started" | "missed",
 *   moves: number, agent: Person | null, open: boolean}} Booking  moves: how often it was moved or handed over; open: its call can be joined now
 * @typedef {{language: string, length_min: number, times: number[], closed: boolean, booking: Booking | null, reached: boolean, now: number}} Offer
 *   reached: the customer sees the conversation in which the call is talked of
 */
export {};
