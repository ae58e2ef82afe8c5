import { useEffect } from "../shared/html.js";

/** Asks before the page is left while something is not saved. @param {() => boolean} unsaved  looked at when it is left */
export function useUnsaved(unsaved) {
  useEffect(() => {
    const warn = (/** @type {Event} */ event) => { if (unsaved()) event.preventDefault(); };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  });
}
