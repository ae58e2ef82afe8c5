import { html, signal, useEffect } from "./html.js";
import { date, t, unitsAgo } from "./i18n.js";

let skew = 0;

/** The server's time now, in ms since 1970 UTC; moves while something that shows it is on screen. */
export const now = signal(Date.now());

/** Goes by the server's clock from now on. @param {number} ms  the server's clock minus this machine's */
export function correct(ms) {
  skew = ms;
  now.value = Date.now() + skew;
}

let watchers = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/** Keeps `now` moving, once a second, as long as the calling component is mounted. */
export function useNow() {
  useEffect(() => {
    const move = () => { now.value = Date.now() + skew; };
    if (watchers++ === 0) {
      move();  // it stood still while nobody watched
      timer = setInterval(move, 1000);
    }
    return () => { if (--watchers === 0) clearInterval(timer); };
  }, []);
  return now;
}

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/**
 * How long ago, in words: "now" within 45 s, minutes, hours, days up to six, then the date. A time in the future (clocks
 * differ) reads as "now".
 * @param {number} at  ms since 1970 UTC @param {number} present  ms since 1970 UTC
 */
export function ago(at, present) {
  const passed = present - at;
  if (passed < 45_000) return t("now");
  if (passed < 59.5 * MINUTE) return unitsAgo(Math.max(1, Math.round(passed / MINUTE)), "minute");
  if (passed < 23.5 * HOUR) return unitsAgo(Math.round(passed / HOUR), "hour");
  if (passed < 6.5 * DAY) return unitsAgo(Math.round(passed / DAY), "day");
  const sameYear = new Date(at).getFullYear() === new Date(present).getFullYear();
  return date(at, sameYear ? { day: "numeric", month: "short" } : { dateStyle: "medium" });
}

/**
 * A length of time as a clock shows it: "0:07", "12:40", "1:02:03".
 * @param {number} ms
 */
export function clock(ms) {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60, seconds = whole % 60;
  const tail = `${String(seconds).padStart(2, "0")}`;
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/**
 * A relative time that keeps up, and shows the exact one on hover and focus.
 * @param {{at: number, focusable?: boolean, side?: "start" | "below" | ""}} props  focusable: false inside something that
 *   takes the focus itself; side: where the exact time opens when there is no room above or to the left
 */
export function RelativeTime({ at, focusable = true, side = "" }) {
  const present = useNow().value;
  return html`<time class=${`time ${side}`} datetime=${new Date(at).toISOString()} data-exact=${date(at)}
    tabindex=${focusable ? 0 : undefined}>${ago(at, present)}</time>`;
}

/** A length of time that is still growing. @param {{since: number}} props  ms since 1970 UTC */
export function Elapsed({ since }) {
  return html`<span>${clock(useNow().value - since)}</span>`;
}
