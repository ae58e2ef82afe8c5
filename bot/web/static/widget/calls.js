import { signal } from "../shared/html.js";

/** Calls beside the chat: their modules are fetched with the first sign of one, and nobody else waits for them. */

/** @type {import("../shared/html.js").Signal<typeof import("../call/arriving/customer.js") | null>} */
export const calls = signal(/** @type {any} */ (null));

/** @type {import("../call/arriving/customer.js").Place} */
export const place = signal(/** @type {string | null} */ (null));

/** Whether the chat is shown beside a call, or below it. */
export const beside = signal(false);

/** @type {Promise<void> | undefined} */
let fetched;

export function fetchCalls() {
  fetched ??= import("../call/arriving/customer.js").then(async (module) => {
    await module.prepared();
    calls.value = module;
  }, () => { fetched = undefined; });
}

/** The customer wants to call somebody: into the call that there is, or to the choice of how to talk. @param {string} [room] */
export function call(room) {
  place.value = room ?? "ask";
  fetchCalls();
}
