import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";

/**
 * Any number of a few; none of them means that all will do.
 * @template T
 * @param {{label: string, options: readonly (readonly [T, string])[], chosen: readonly T[], any?: string, onChange: (chosen: T[]) => void}} props
 *   any: said where none is chosen
 */
export function Picks({ label, options, chosen, any = t("any"), onChange }) {
  const turn = (/** @type {T} */ value) =>
    onChange(options.map(([each]) => each).filter((each) => (each === value ? !chosen.includes(each) : chosen.includes(each))));
  return html`<div class="field picks" role="group" aria-label=${label}>
    <span class="label">${label} ${!chosen.length && html`<span class="muted picks-any">${any}</span>`}</span>
    <div class="picks-row">${options.map(([value, words]) => html`<button key=${value} type="button" class="chip" aria-pressed=${chosen.includes(value)}
      onClick=${() => turn(value)}>${words}</button>`)}</div></div>`;
}
