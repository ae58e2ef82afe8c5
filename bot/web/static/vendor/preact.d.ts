// What the pages use of Preact, for `tsc --checkJs`.
export interface VNode { type: unknown; props: Record<string, unknown>; key: unknown }
export type Child = VNode | string | number | boolean | null | undefined | object;
export function h(type: unknown, props?: object | null, ...children: Child[]): VNode;
export function render(what: Child, into: Element | DocumentFragment): void;
export function Fragment(props: { children?: Child | Child[] }): VNode;
export function createPortal(what: Child, into: Element): VNode;
export interface Context<T> { Provider: (props: { value: T; children?: Child | Child[] }) => VNode }
export function createContext<T>(initial: T): Context<T>;
