import { useAnswer } from "./answer.js";

/** @typedef {import("../recovery/types.js").Cause} Cause */

/** What may be found to have gone wrong, as `GET /api/recovery/settings` has it. @returns {readonly Cause[]} none while it is fetched */
export function useCauses() {
  const answer = /** @type {import("./answer.js").Answer<{settings: {causes: readonly Cause[]}}>} */ (useAnswer("/api/recovery/settings"));
  return answer.value.value?.settings.causes ?? [];
}
