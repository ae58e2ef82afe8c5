import { html } from "../shared/html.js";

const QUIET = 4; // modules around a code, so that cameras find it (ISO/IEC 18004)

/** @param {{rows: string[], label: string}} props  rows: "1" is dark */
export function QrCode({ rows, label }) {
  const size = rows.length + 2 * QUIET;
  const dark = rows.flatMap((row, y) => [...row.matchAll(/1+/g)].map(({ 0: run, index }) => `M${index + QUIET} ${y + QUIET}h${run.length}v1h-${run.length}z`));
  return html`<svg class="qr-code" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" /><path d=${dark.join("")} fill="#000" /></svg>`;
}
