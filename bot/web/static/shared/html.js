/**
 * The renderer: htm's templates bound to Preact, and the signals that drive them. Every page imports from here, so that the
 * vendored modules are named in one place.
 *
 * Text given to a template is text: it becomes a text node, never markup.
 */

import htm from "../vendor/htm.js";
import { h } from "../vendor/preact.js";

export const html = htm.bind(h);

export { Fragment, createContext, createPortal, h, render } from "../vendor/preact.js";
export {
  useCallback, useContext, useEffect, useErrorBoundary, useId, useLayoutEffect, useMemo, useRef, useState,
} from "../vendor/preact-hooks.js";
export {
  batch, computed, effect, signal, untracked, useComputed, useSignal, useSignalEffect,
} from "../vendor/signals.js";

/** @typedef {import("../vendor/preact.js").VNode} VNode */
/** @typedef {import("../vendor/preact.js").Child} Child */
/**
 * @template T
 * @typedef {import("../vendor/signals-core.js").Signal<T>} Signal
 */
/**
 * @template T
 * @typedef {import("../vendor/signals-core.js").ReadonlySignal<T>} ReadonlySignal
 */
