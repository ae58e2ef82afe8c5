import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { percent } from "../rooms/units.js";

const USUAL = 0.8;

/**
 * From which confidence on the bot answers outright with this article; for one that does harm when it is wrong.
 * @param {{value: number | null, onChange: (value: number | null) => void}} props
 */
export function ThresholdField({ value, onChange }) {
  const id = useId();
  return html`<fieldset class="field"><legend class="label">${t("How sure the bot must be")}</legend>
    <label class="check"><input type="checkbox" checked=${value !== null} onChange=${() => onChange(value === null ? USUAL : null)} />
      ${t("Own threshold")}</label>
    ${value !== null && html`<div class="row">
      <input id=${id} class="grow range" type="range" min="0.3" max="1" step="0.01" value=${value} aria-label=${t("Own threshold")}
        aria-valuetext=${percent(100 * value)} onInput=${typed((words) => onChange(Number(words)))} />
      <output for=${id}>${percent(100 * value)}</output></div>`}
    <span class="hint">
      ${value === null ? t("As for all articles.") : t("Below it the bot asks which article is meant.")}</span></fieldset>`;
}
