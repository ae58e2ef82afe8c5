import { computed, signal } from "../shared/html.js";
import { recall, remember } from "../shared/stored.js";
import { isZone } from "../rooms/clocks.js";
import { pathOf, queryOf, filterOf, searchOf } from "./query.js";
import { dayAt } from "./zone.js";

/** @typedef {import("./query.js").Query} Query */

const told = recall("reports.zone");

/** By whose clock days begin: the installation's, as it told last time; the reader's own before it was heard of. */
export const zone = signal(isZone(told) ? told : Intl.DateTimeFormat().resolvedOptions().timeZone);

const here = () => queryOf(location.search, dayAt(Date.now(), zone.peek()));

/** What the address asks for. */
export const query = signal(here());

/** The filter of every request. */
export const filter = computed(() => filterOf(query.value, zone.value));

/** Follows the address from now on. */
export function followAddress() {
  addEventListener("popstate", () => { query.value = here(); });
}

/** Narrows or widens what the page is about. @param {Partial<Query>} part */
export function change(part) {
  query.value = { ...query.peek(), ...part };
  history.pushState(null, "", location.pathname + searchOf(query.peek()) + location.hash);
}

/** Goes by the installation's clock. @param {string} name  IANA */
export function keepTo(name) {
  if (!isZone(name)) return;
  remember("reports.zone", name);
  if (name === zone.peek()) return;
  zone.value = name;
  query.value = here();
}

/** The path of a request about what the page is about. @param {string} path @param {Parameters<typeof pathOf>[1]} [more] */
export const about = (path, more = {}) => pathOf(path, { ...filter.value, ...more });
