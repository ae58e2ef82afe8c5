import { signal } from "../shared/html.js";

const query = globalThis.matchMedia?.("(max-width: 999px)");

/** Whether there is room for one column only. */
export const narrow = signal(query?.matches ?? false);

query?.addEventListener("change", () => { narrow.value = query.matches; });
