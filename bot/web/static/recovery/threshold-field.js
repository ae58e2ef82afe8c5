import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { mostOf } from "./words.js";

/**
 * Up to which value a rating is low, and from which a customer who is asked again counts as won back.
 * @param {{name: string, metric: import("./types.js").Metric, value: import("./types.js").Threshold, change: (value: import("./types.js").Threshold) => void}} props
 */
export function ThresholdField({ name, metric, value: { low, content }, change }) {
  const id = useId();
  const least = metric === "nps" ? 0 : 1, most = mostOf(metric);
  const values = Array.from({ length: most - least + 1 }, (_, place) => least + place);
  const select = (/** @type {string} */ part, /** @type {string} */ words, /** @type {number} */ chosen, /** @type {number[]} */ offered, /** @type {(value: number) => void} */ use) => html`
    <div class="field"><label for=${id + part}>${words}</label>
      <select id=${id + part} class="input" value=${String(chosen)} onChange=${typed((text) => use(Number(text)))}>
        ${offered.map((each) => html`<option key=${each} value=${String(each)} selected=${each === chosen}>${each}</option>`)}</select></div>`;
  return html`<fieldset class="threshold"><legend class="label">${name}</legend>
    ${select("low", t("Low up to"), low, values.slice(0, -1), (next) => change({ low: next, content: Math.max(content, next + 1) }))}
    ${select("content", t("Won back from"), content, values.filter((each) => each > low), (next) => change({ low, content: next }))}
  </fieldset>`;
}
