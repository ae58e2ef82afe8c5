import { useEffect } from "../shared/html.js";

const TOUCHES = ["pointerdown", "keydown", "input"];

/**
 * Calls `leave` when nothing was touched for a while, counted anew at each touch and each turn.
 * @param {number | null} after_ms  null: nobody can leave now @param {() => void} leave @param {unknown} turn
 */
export function useLeaving(after_ms, leave, turn) {
  useEffect(() => {
    if (after_ms === null) return;
    let timer = setTimeout(leave, after_ms);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(leave, after_ms);
    };
    for (const touch of TOUCHES) addEventListener(touch, touched, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const touch of TOUCHES) removeEventListener(touch, touched);
    };
  }, [after_ms, turn]);
}
