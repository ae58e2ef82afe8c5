import { useEffect, useState } from "../shared/html.js";

/**
 * What the server answers, asked when the component is mounted and again when what it depends on has changed.
 * @template T
 * @param {() => Promise<T>} ask @param {any[]} on
 * @returns {{answer: T | null, refusal: any, again: () => void}}
 */
export function useAsked(ask, on) {
  const [state, set] = useState({ answer: /** @type {T | null} */ (null), refusal: /** @type {any} */ (null) });
  const [turn, turnOver] = useState(0);
  useEffect(() => {
    let current = true;
    set({ answer: null, refusal: null });
    ask().then((answer) => current && set({ answer, refusal: null }), (refusal) => current && set({ answer: null, refusal }));
    return () => { current = false; };
  }, [...on, turn]);
  return { ...state, again: () => turnOver(turn + 1) };
}
