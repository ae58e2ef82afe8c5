import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";

const DAY_H = 24;

/** A length of time in hours or days. @param {{label: string, hours: number, least?: number, hint?: string, onChange: (hours: number) => void}} props */
export function SpanField({ label, hours, least = 0, hint, onChange }) {
  const [unit, turn] = useState(hours && hours % DAY_H === 0 ? DAY_H : 1);
  const id = useId();
  const write = (/** @type {string} */ text, of = unit) => {
    const number = Number(text.replace(",", "."));
    if (text.trim() && Number.isFinite(number) && number >= 0) onChange(number * of);
  };
  const measure = (/** @type {string} */ next) => {
    turn(Number(next));
    write(String(hours / unit), Number(next));
  };
  return html`<div class="field span-field"><label for=${id}>${label}</label><div class="row">
      <input id=${id} class="input" type="number" inputmode="decimal" min=${least / unit} max=${8760 / unit} step="any" value=${Math.round((hours / unit) * 100) / 100} onChange=${typed(write)} />
      <select class="input" aria-label=${t("Unit of “{label}”", { label })} value=${String(unit)} onChange=${typed(measure)}>
        <option value="1" selected=${unit === 1}>${t("hours")}</option><option value=${String(DAY_H)} selected=${unit === DAY_H}>${t("days")}</option></select></div>
    ${hint && html`<span class="hint">${hint}</span>`}</div>`;
}
