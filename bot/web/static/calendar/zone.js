/** Times of day on the clocks of a time zone, to the minute. Pure. */

/** How far its clocks are ahead of UTC. @param {number} at  UTC ms @param {string} zone  an IANA name @returns {number} ms */
function ahead(at, zone) {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - Math.floor(at / 1000) * 1000;
}

const DAY_MS = 86_400_000;

/**
 * When clocks show this. An hour that comes twice is meant the first time; one that is skipped, as if the clocks had not been
 * changed: as the server reads hours.
 * @param {string} text  such as "2026-11-23T12:00" @param {string} zone  an IANA name @returns {number} UTC ms; NaN: it is no time
 */
export function momentOf(text, zone) {
  const shown = Date.parse(`${text}Z`);
  if (Number.isNaN(shown)) return NaN;
  const [before, after] = [shown - DAY_MS, shown + DAY_MS].map((at) => ahead(at, zone));
  const fits = [before, after].find((offset) => ahead(shown - offset, zone) === offset);
  return shown - (fits ?? before);
}

/** What clocks show then. @param {number} at  UTC ms @param {string} zone  an IANA name @returns {string} such as "2026-11-23T12:00" */
export const shownAt = (at, zone) => new Date(at + ahead(at, zone)).toISOString().slice(0, 16);
