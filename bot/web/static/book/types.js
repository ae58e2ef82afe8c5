/**
 * What `POST /api/booking/look` and its siblings answer (bot/web/PROTOCOL.md).
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string, request: string, since: number, until: number, zone: string, note: string,
 *   state: "booked" | "cancelled" | "started" | "missed", agent: Person | null}} Booking
 * @typedef {{language: string, length_min: number, times: number[], closed: boolean, booking: Booking | null, now: number}} Offer
 */
export {};
