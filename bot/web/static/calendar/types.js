/**
 * What the server tells of calendars (bot/web/PROTOCOL.md).
 * @typedef {{weekday: number, start_min: number, end_min: number}} Hours  weekday: 0 is Monday; minutes of the day
 * @typedef {{id: string, agent: string, since: number, until: number, note: string}} Absence  UTC ms
 * @typedef {{length_min: number, pause_min: number, notice_h: number, days: number, remind_min: number,
 *   most_from_address: number}} Terms  most_from_address: calls to come, of customers for whom nothing vouches; 0: any number
 * @typedef {{id: string, name: string, role: string, disabled_at?: number}} Agent
 */
export {};
