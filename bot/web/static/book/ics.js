/**
 * An appointment as calendars take it: iCalendar, RFC 5545. Pure.
 * @typedef {{uid: string, sequence: number, since: number, until: number, title: string, about: string, url: string, at: number}} Event
 *   uid: the same for one that was moved; sequence: how often it was changed, from 0: of two files a calendar keeps the one with more (3.8.7.4);
 *   since, until: UTC ms; at: when it was written down, UTC ms
 */

const AHEAD_MIN = 10;  // of the reminder (3.6.6)
const OCTETS = 75;  // of a line, without its end (3.1)

/** @param {Event} event @returns {string} */
export function calendarFile({ uid, sequence, since, until, title, about, url, at }) {
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heard//Booked calls//EN", "METHOD:PUBLISH",
    "BEGIN:VEVENT", `UID:${escaped(uid)}`, `SEQUENCE:${sequence}`, `DTSTAMP:${moment(at)}`,
    `DTSTART:${moment(since)}`, `DTEND:${moment(until)}`, `SUMMARY:${escaped(title)}`,
    ...(about ? [`DESCRIPTION:${escaped(about)}`] : []), `LOCATION:${escaped(url)}`, `URL:${url}`,
    "BEGIN:VALARM", "ACTION:DISPLAY", `TRIGGER:-PT${AHEAD_MIN}M`, `DESCRIPTION:${escaped(title)}`, "END:VALARM",
    "END:VEVENT", "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** "20261123T120000Z" (3.3.5, form 2). @param {number} at */
const moment = (at) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");

/** A value of text (3.3.11); control characters have no place in one. @param {string} text */
export const escaped = (text) =>
  text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** A long line goes on after a space on the next one; no character is cut in two. @param {string} line */
export function folded(line) {
  const encoder = new TextEncoder();
  let octets = 0, out = "";
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (octets + size > OCTETS) {
      out += "\r\n ";
      octets = 1;
    }
    out += sign;
    octets += size;
  }
  return out;
}
