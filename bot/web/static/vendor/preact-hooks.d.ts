// What the pages use of Preact's hooks, for `tsc --checkJs`.
import type { Context } from "./preact.js";
type Cleanup = void | (() => void);
export function useCallback<F extends (...args: any[]) => unknown>(f: F, inputs: unknown[]): F;
export function useContext<T>(context: Context<T>): T;
export function useEffect(effect: () => Cleanup, inputs?: unknown[]): void;
export function useErrorBoundary(callback?: (error: unknown) => void): [unknown, () => void];
export function useId(): string;
export function useLayoutEffect(effect: () => Cleanup, inputs?: unknown[]): void;
export function useMemo<T>(make: () => T, inputs?: unknown[]): T;
export function useRef<T>(initial: T): { current: T };
export function useState<T>(initial: T | (() => T)): [T, (next: T | ((previous: T) => T)) => void];
