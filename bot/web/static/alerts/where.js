import { signal } from "../shared/html.js";
import { routeOf } from "./route.js";

/** The view of the page's address now. */
export const route = signal(routeOf(globalThis.location?.hash ?? ""));

/** Follows the address from now on. */
export function followAddress() {
  addEventListener("hashchange", () => { route.value = routeOf(location.hash); });
}
