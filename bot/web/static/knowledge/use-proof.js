import { useEffect, useState } from "../shared/html.js";
import { preview } from "./api.js";

const PAUSE_MS = 250;

/**
 * What the server makes of the Markdown, a moment after the last key. The one before stays until the next is there.
 * @param {string} markdown @param {string} language @param {Record<string, string>} attributes
 * @returns {{proof: import("./types.js").Preview | null, refusal: any}}
 */
export function useProof(markdown, language, attributes) {
  const [shown, show] = useState({ proof: /** @type {import("./types.js").Preview | null} */ (null), refusal: /** @type {any} */ (null) });
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const proof = await preview({ markdown, language, attributes });
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
  }, [markdown, language, JSON.stringify(attributes)]);
  return shown;
}
