// What the pages use of uPlot, for `tsc --checkJs`.
export interface Plot {
  readonly cursor: { idx: number | null | undefined };
  readonly over: HTMLElement;
  readonly scales: Record<string, { min?: number; max?: number }>;
  destroy(): void;
  setSize(size: { width: number; height: number }): void;
}
declare const uPlot: { new (options: any, data: any[], into: HTMLElement): Plot };
export default uPlot;
