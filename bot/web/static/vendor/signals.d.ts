// What the pages use of @preact/signals, for `tsc --checkJs`.
import type { ReadonlySignal, Signal } from "./signals-core.js";
export * from "./signals-core.js";
export function useSignal<T>(value: T): Signal<T>;
export function useComputed<T>(compute: () => T): ReadonlySignal<T>;
export function useSignalEffect(run: () => void | (() => void)): void;
