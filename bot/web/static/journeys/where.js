import { signal } from "../shared/html.js";
import { hashOf, routeOf } from "./route.js";

/** The route of the page's address now. */
export const route = signal(routeOf(globalThis.location?.hash ?? ""));

/** Follows the address from now on. */
export function followAddress() {
  addEventListener("hashchange", () => { route.value = routeOf(location.hash); });
}

/** @param {Parameters<typeof hashOf>} to */
export function go(...to) {
  location.hash = hashOf(...to);
}
