import { html, useCallback, useEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";

/**
 * @template T
 * @typedef {{value: T | null, refusal: any, again: () => Promise<void>}} Loaded  value: null until it is there
 */

/**
 * What the server tells, asked for anew when `about` changes.
 * @template T
 * @param {() => Promise<T>} read @param {string} about  whose
 * @returns {Loaded<T>}
 */
export function useLoaded(read, about) {
  const [value, keep] = useState(/** @type {T | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const wanted = useRef(about);
  wanted.current = about;
  const again = useCallback(async () => {
    try {
      const told = await read();
      if (wanted.current === about) { keep(told); refuse(null); }
    } catch (error) {
      if (wanted.current === about) refuse(error);
    }
  }, [about]);
  useEffect(() => { keep(null); refuse(null); void again(); }, [about]);
  return { value, refusal, again };
}

/**
 * What is loaded, or what stands in its place.
 * @template T
 * @param {{of: Loaded<T>, children: (value: T) => any}} props
 */
export function Shown({ of: { value, refusal, again }, children }) {
  if (value !== null) return children(value);
  if (refusal) return html`<div class="column" role="alert"><p>${explain(refusal)}</p><button type="button" class="button" onClick=${again}>${t("Try again")}</button></div>`;
  return html`<div class="column" aria-busy="true"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`;
}
