/**
 * A timer that keeps its time in a tab in the background, where browsers slow a page's own timers down to one a minute: an
 * agent who looks at another tab is still here. The counting is done by a worker (steady-worker.js).
 *
 *     new Connection({ hello, timer: steadyTimer() })
 */

/** @returns {import("./connection.js").Timer} */
export function steadyTimer() {
  const worker = new Worker(new URL("./steady-worker.js", import.meta.url));
  /** @type {Map<number, () => void>} */
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    const run = waiting.get(data);
    waiting.delete(data);
    run?.();
  };
  return (ms, run) => {
    const id = ++last;
    waiting.set(id, run);
    worker.postMessage([id, ms]);
    return () => void waiting.delete(id);
  };
}
