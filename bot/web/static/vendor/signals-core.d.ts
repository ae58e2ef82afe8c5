// What the pages use of @preact/signals-core, for `tsc --checkJs`.
export interface ReadonlySignal<T> { readonly value: T; peek(): T; subscribe(f: (value: T) => void): () => void }
export interface Signal<T> extends ReadonlySignal<T> { value: T }
export function signal<T>(value: T): Signal<T>;
export function computed<T>(compute: () => T): ReadonlySignal<T>;
export function effect(run: () => void | (() => void)): () => void;
export function batch<T>(run: () => T): T;
export function untracked<T>(run: () => T): T;
