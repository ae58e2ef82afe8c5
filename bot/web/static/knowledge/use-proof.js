import { useEffect, useState } from "../shared/html.js";
import { preview } from "./api.js";

const PAUSE_MS = 250;

/**
 * What the server makes of an answer, a moment after the last key. The one before stays until the next is there.
 * @param {Parameters<typeof preview>[0]} asked
 * @returns {{proof: import("./types.js").Preview | null, refusal: any}}
 */
export function useProof(asked) {
  const [shown, show] = useState(/** @type {ReturnType<typeof useProof>} */ ({ proof: null, refusal: null }));
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const proof = await preview(asked);
        if (current) show({ proof, refusal: null });
      } catch (refusal) {
        if (current) show({ proof: null, refusal });
      }
    };
    const timer = setTimeout(ask, shown.proof ? PAUSE_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [JSON.stringify(asked)]);
  return shown;
}
