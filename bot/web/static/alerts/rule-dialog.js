import { Plus } from "../vendor/lucide-alerts.js";
import { Dialog } from "../shared/dialog.js";
import { Refusal } from "../shared/connection.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { writeRule } from "./api.js";
import { book as all } from "./book.js";
import { ConditionField } from "./condition-field.js";
import { conditionName, conditionsFor, fresh, KINDS, kindName, within } from "./names.js";
import { ToField } from "./to-field.js";

/** @typedef {import("./types.js").Rule} Rule */

/** @returns {Rule} */
const blank = () => ({
  id: `rule-${Math.random().toString(36).slice(2, 12)}`, name: "", on: "rating", match: "all",
  conditions: [{ kind: "value", metric: "csat", at_most: 2 }], to: ["desk:managers"], urgent: false, window_min: 10,
});

/** Makes a rule, or changes one. @param {{kept: import("./types.js").Kept | null, book: import("./types.js").Book, onClose: () => void}} props */
export function RuleDialog({ kept, book, onClose }) {
  const [rule, write] = useState(() => kept?.rule ?? blank());
  const [problem, tell] = useState(/** @type {{field: string, words: string} | null} */ (null));
  const [busy, work] = useState(false);
  const [nameId, onId, windowId] = [useId(), useId(), useId()];
  const put = (/** @type {Partial<Rule>} */ part) => { tell(null); write({ ...rule, ...part }); };
  const about = (/** @type {any} */ on) => {
    const fitting = rule.conditions.filter(({ kind }) => conditionsFor(on).includes(kind));
    put({ on, conditions: fitting.length || on !== "line" ? fitting : [fresh("waiting")] });
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    work(true);
    try {
      await writeRule(rule, kept?.revision ?? null);
      await all.load();
      toast(t("Saved. This applies from now on."));
      onClose();
    } catch (refusal) {
      const stale = refusal instanceof Refusal && refusal.code === "stale";
      const field = refusal instanceof Refusal ? String(refusal.data?.field ?? "") : "";
      tell({ field, words: stale ? t("Somebody else has changed this rule. Close this and look at their version first.") : explain(refusal) });
      work(false);
    }
  };
  const wrong = (/** @type {string} */ field) => (problem?.field === field ? html`<span class="wrong" role="alert">${problem.words}</span>` : null);
  const away = rule.to.some((each) => !each.startsWith("desk:"));
  return html`<${Dialog} title=${kept ? t("Change the rule") : t("New rule")} onClose=${onClose}>
    <form class="stack rule-form" onSubmit=${submit}>
      <div class="field"><label for=${nameId}>${t("Name")}</label>
        <input id=${nameId} class="input" maxlength="80" required autofocus value=${rule.name} placeholder=${t("Low rating")} onInput=${typed((name) => put({ name }))} />${wrong("name")}</div>
      <div class="field"><label for=${onId}>${t("When")}</label>
        <select id=${onId} class="input" onChange=${typed(about)}>${KINDS.map((kind) => html`<option key=${kind} value=${kind} selected=${kind === rule.on}>${kindName(kind)}</option>`)}</select></div>
      <${Conditions} rule=${rule} put=${put} wrong=${wrong} />
      <${ToField} to=${rule.to} book=${book} onChange=${(/** @type {string[]} */ to) => put({ to })} />${wrong("to")}
      ${away && html`<div class="part-fields">
        <div class="field"><label for=${windowId}>${t("Collect for (minutes)")}</label>
          <input id=${windowId} class="input" type="number" min="0" max="1440" value=${rule.window_min} onChange=${typed((text) => put({ window_min: within(text, 0, 1440, rule.window_min) }))} />
          <span class="hint">${t("Everything that happens meanwhile comes in one message. 0: at once.")}</span></div>
        <label class="check"><input type="checkbox" checked=${rule.urgent} onChange=${() => put({ urgent: !rule.urgent })} />${t("Send it in quiet hours too")}</label></div>`}
      ${problem && !FIELDS.test(problem.field) && html`<p class="wrong" role="alert">${problem.words}</p>`}
      <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
        <button class="button primary" aria-disabled=${busy}>${t("Save")}</button></div>
    </form><//>`;
}

/** Those beside which a problem is told. */
const FIELDS = /^(name|to|conditions(\.\d+)?)$/;

/** @param {{rule: Rule, put: (part: Partial<Rule>) => void, wrong: (field: string) => any}} props */
function Conditions({ rule: { on, match, conditions }, put, wrong }) {
  const kinds = conditionsFor(on);
  const change = (/** @type {number} */ at, /** @type {any} */ next) =>
    put({ conditions: next ? conditions.with(at, next) : conditions.toSpliced(at, 1) });
  return html`<fieldset class="conditions"><legend>${t("Only if")}</legend>
    ${conditions.length > 1 && html`<div class="segments" role="group" aria-label=${t("How conditions combine")}>
      ${/** @type {const} */ (["all", "any"]).map((each) => html`<button key=${each} type="button" class="segment" aria-pressed=${match === each} onClick=${() => put({ match: each })}>
        ${each === "all" ? t("all of these") : t("any of these")}</button>`)}</div>`}
    ${conditions.length === 0 && html`<p class="muted">${on === "line" ? "" : t("No conditions: every time.")}</p>`}
    ${conditions.map((condition, place) => html`<div key=${`${place}${condition.kind}`} class="condition"><${ConditionField} condition=${condition}
      onChange=${(/** @type {any} */ next) => change(place, next)} onRemove=${() => change(place, null)} />${wrong(`conditions.${place}`)}</div>`)}
    ${wrong("conditions")}
    ${conditions.length < 10 && html`<p class="row add-condition">${kinds.map((kind) => html`<button key=${kind} type="button" class="chip"
      onClick=${() => put({ conditions: [...conditions, fresh(kind)] })}><${Icon} of=${Plus} size=${12} />${conditionName(kind)}</button>`)}</p>`}
  </fieldset>`;
}
