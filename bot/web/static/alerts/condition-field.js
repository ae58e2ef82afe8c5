import { Trash } from "../vendor/lucide-alerts.js";
import { ChipsField } from "../rooms/chips-field.js";
import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { typed } from "../shared/typed.js";
import { conditionName, metricName, scaleOf, within } from "./names.js";

/**
 * @typedef {import("./types.js").Condition} Condition
 * @typedef {(condition: Condition) => void} Change
 */

/** One condition of a rule. @param {{condition: Condition, onChange: Change, onRemove: () => void}} props */
export function ConditionField({ condition, onChange, onRemove }) {
  const name = conditionName(condition.kind);
  return html`<div class="condition-head"><strong>${name}</strong>
      <${IconButton} of=${Trash} label=${t("Remove “{name}”", { name })} onClick=${onRemove} /></div>
    ${fields(condition, onChange)}`;
}

/** @param {Condition} condition @param {Change} onChange */
function fields(condition, onChange) {
  switch (condition.kind) {
    case "value": return html`<${ValueFields} condition=${condition} onChange=${onChange} />`;
    case "words": return html`<${ChipsField} label=${t("One of these words")} values=${condition.words} offered=${[]} none=${t("refund*, lawyer*, never again")}
      hint=${t("In any language. Capitals and accents are ignored; a * at the end matches any ending.")} onChange=${(/** @type {string[]} */ words) => onChange({ ...condition, words })} />`;
    case "label": return html`<${ChipsField} label=${t("One of these labels")} values=${condition.labels} offered=${[]} none=${t("business, VIP")} onChange=${(/** @type {string[]} */ labels) => onChange({ ...condition, labels })} />`;
    case "attribute": return html`<${AttributeFields} condition=${condition} onChange=${onChange} />`;
    case "repeated": return html`<${RepeatedFields} condition=${condition} onChange=${onChange} />`;
    case "waiting": return html`<${WaitingFields} condition=${condition} onChange=${onChange} />`;
  }
}

/** @param {{condition: Extract<Condition, {kind: "value"}>, onChange: Change}} props */
function ValueFields({ condition, onChange }) {
  const { metric } = condition, high = condition.at_most === undefined || condition.at_most === null;
  const value = (high ? condition.at_least : condition.at_most) ?? 0;
  const [low, top] = scaleOf(metric);
  const told = (/** @type {boolean} */ up, /** @type {number} */ number, as = metric) =>
    onChange({ kind: "value", metric: as, ...(up ? { at_least: number } : { at_most: number }) });
  const scale = (/** @type {string} */ to) => {
    const as = /** @type {import("./types.js").Metric} */ (to);
    told(high, high ? scaleOf(as)[1] : { csat: 2, nps: 6, ces: 3 }[as], as);
  };
  return html`<div class="row condition-row">
    <select class="input" aria-label=${t("Scale")} onChange=${typed(scale)}>${/** @type {const} */ (["csat", "nps", "ces"]).map((each) => html`<option key=${each} value=${each} selected=${each === metric}>${metricName(each)}</option>`)}</select>
    <select class="input" aria-label=${t("The rating")} onChange=${typed((number) => told(high, Number(number)))}>
      ${Array.from({ length: top - low + 1 }, (_, at) => low + at).map((each) => html`<option key=${each} value=${String(each)} selected=${each === value}>${each}</option>`)}</select>
    <select class="input" aria-label=${t("Or less, or more")} onChange=${typed((way) => told(way === "up", value))}>
      <option value="down" selected=${!high}>${t("or less")}</option><option value="up" selected=${high}>${t("or more")}</option></select>
  </div>`;
}

/** @param {{condition: Extract<Condition, {kind: "attribute"}>, onChange: Change}} props */
function AttributeFields({ condition, onChange }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${t("Name")}</label>
      <input id=${id} class="input" maxlength="64" value=${condition.name} placeholder=${t("model, plan…")} onInput=${typed((name) => onChange({ ...condition, name }))} /></div>
    <${ChipsField} label=${t("One of these values")} values=${condition.values} offered=${[]} none="" onChange=${(/** @type {string[]} */ values) => onChange({ ...condition, values })} />`;
}

/** @param {{condition: Extract<Condition, {kind: "repeated"}>, onChange: Change}} props */
function RepeatedFields({ condition, onChange }) {
  const [timesId, daysId] = [useId(), useId()];
  return html`<div class="row condition-row">
    <input id=${timesId} class="input narrow" type="number" min="2" max="100" aria-label=${t("How many times")} value=${condition.times} onChange=${typed((text) => onChange({ ...condition, times: within(text, 2, 100, condition.times) }))} />
    <select class="input" aria-label=${t("What")} onChange=${typed((what) => onChange({ ...condition, what: /** @type {any} */ (what) }))}>
      <option value="episodes" selected=${condition.what === "episodes"}>${t("conversations")}</option><option value="low" selected=${condition.what === "low"}>${t("low ratings")}</option></select>
    <label for=${daysId}>${t("within (days)")}</label>
    <input id=${daysId} class="input narrow" type="number" min="1" max="365" value=${condition.days} onChange=${typed((text) => onChange({ ...condition, days: within(text, 1, 365, condition.days) }))} />
  </div>`;
}

/** @param {{condition: Extract<Condition, {kind: "waiting"}>, onChange: Change}} props */
function WaitingFields({ condition, onChange }) {
  const [peopleId, minutesId] = [useId(), useId()];
  const set = (/** @type {"people" | "minutes"} */ name, /** @type {number} */ most) => typed((text) => onChange({ ...condition, [name]: text ? within(text, 1, most, 1) : null }));
  return html`<div class="part-fields">
    <div class="field"><label for=${peopleId}>${t("People waiting, at least")}</label><input id=${peopleId} class="input" type="number" min="1" max="10000" value=${condition.people ?? ""} onChange=${set("people", 10_000)} /></div>
    <div class="field"><label for=${minutesId}>${t("Or minutes of waiting, at least")}</label><input id=${minutesId} class="input" type="number" min="1" max="1440" value=${condition.minutes ?? ""} onChange=${set("minutes", 1440)} /></div>
  </div>`;
}
