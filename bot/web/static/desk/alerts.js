// What stands behind the bell, as a pure function over a snapshot and events: the state after events equals the state of a fresh
// snapshot (tests/web/js/alerts.test.mjs).

/**
 * @typedef {import("../rooms/alert-words.js").Alert} Alert
 * @typedef {{alerts: readonly Alert[], unread: number}} Alerts  the newest first; unread: of all, older ones too
 */

/** How many the snapshot brings; the desk keeps as many. */
export const KEPT = 50;

/** @type {Alerts} */
export const NONE = { alerts: [], unread: 0 };

/** @param {{alerts?: Alert[], unread?: number}} snapshot @returns {Alerts} */
export const alertsFrom = ({ alerts = [], unread = 0 }) => ({ alerts, unread });

/** @param {Alerts} state @param {any} event  of the stream `agent:<id>` @returns {Alerts} */
export function alertsAfter(state, event) {
  if (event.kind === "alerted") {
    const known = state.alerts.find(({ id }) => id === event.alert.id);
    const rest = state.alerts.filter(({ id }) => id !== event.alert.id);
    return { alerts: [event.alert, ...rest].slice(0, KEPT), unread: state.unread + (known && !known.read ? 0 : 1) };
  }
  if (event.kind !== "alerts_read") return state;
  const ids = event.ids ? new Set(event.ids) : null;
  const now = (/** @type {Alert} */ alert) => (!ids || ids.has(alert.id) ? { ...alert, read: true } : alert);
  const marked = ids ? state.alerts.filter(({ id, read }) => ids.has(id) && !read).length : state.unread;
  return { alerts: state.alerts.map(now), unread: Math.max(0, state.unread - marked) };
}
