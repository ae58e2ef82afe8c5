import { ArrowDown, ArrowUp, Plus, Trash } from "../vendor/lucide-surveys.js";
import { X } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { valuesOf } from "../shared/survey/card-state.js";
import { newChip } from "./definition.js";
import { kindName } from "./names.js";
import { Picks } from "./picks.js";
import { WordsTable } from "./words-table.js";

/** @typedef {import("./types.js").FollowUp} FollowUp */

const MOST_CHOICES = 12;

/**
 * One further question: for which values, its words, and its reasons or ends.
 * @param {{of: import("./types.js").Survey, it: FollowUp, place: number, last: boolean, edit: (change: (it: FollowUp) => FollowUp) => void,
 *   move: (by: number) => void, remove: () => void}} props
 */
export function FollowUpCard({ of, it, place, last, edit, move, remove }) {
  const n = place + 1;
  return html`<li class="follow-up">
    <div class="row"><h4 class="grow">${number(n)}. ${kindName(it.kind)} <span class="muted mono">${it.id}</span></h4>
      <${IconButton} of=${ArrowUp} label=${t("Move question {n} up", { n })} disabled=${place === 0} onClick=${() => move(-1)} />
      <${IconButton} of=${ArrowDown} label=${t("Move question {n} down", { n })} disabled=${last} onClick=${() => move(1)} />
      <${IconButton} of=${Trash} label=${t("Remove question {n}", { n })} onClick=${remove} /></div>
    <${Picks} label=${t("For these ratings")} any=${t("any rating")} options=${valuesOf(of).map((value) => /** @type {const} */ ([value, number(value)]))}
      chosen=${it.values} onChange=${(/** @type {number[]} */ values) => edit((now) => ({ ...now, values }))} />
    <${WordsTable} label=${t("Text of question {n}", { n })} rows=${rowsOf(it, place, edit)} />
    ${it.kind === "chips" && html`<div class="row follow-up-foot">
      ${it.choices.length < MOST_CHOICES && html`<button type="button" class="button quiet" onClick=${() => edit((now) => ({ ...now, choices: [...now.choices, newChip(now)] }))}>
        <${Icon} of=${Plus} size=${16} />${t("Add a reason")}</button>`}
      <label class="check"><input type="checkbox" checked=${it.many} onChange=${() => edit((now) => ({ ...now, many: !now.many }))} />${t("Allow more than one")}</label></div>`}
  </li>`;
}

/**
 * @param {FollowUp} it @param {number} place @param {(change: (it: FollowUp) => FollowUp) => void} edit
 * @returns {import("./words-table.js").TextRow[]}
 */
function rowsOf(it, place, edit) {
  const where = `follow_ups.${place}`;
  /** @param {"question" | "low" | "high"} field @param {string} label @param {Partial<import("./words-table.js").TextRow>} [more] */
  const own = (field, label, more = {}) => ({
    where: `${where}.${field}`, label, words: it[field], ...more,
    set: (/** @type {(words: any) => any} */ change) => edit((now) => ({ ...now, [field]: change(now[field]) })),
  });
  const choices = it.choices.map(({ words }, chip) => ({
    where: `${where}.choices.${chip}.words`, label: t("Reason {n}", { n: chip + 1 }), words, longest: 60,
    set: (/** @type {(words: any) => any} */ change) =>
      edit((now) => ({ ...now, choices: now.choices.map((each, at) => (at === chip ? { ...each, words: change(each.words) } : each)) })),
    deeds: html`<${IconButton} of=${X} label=${t("Remove reason {n}", { n: chip + 1 })}
      onClick=${() => edit((now) => ({ ...now, choices: now.choices.toSpliced(chip, 1) }))} />`,
  }));
  const ends = it.kind === "scale" ? [own("low", t("Low end"), { longest: 60, placeholder: t("optional") }), own("high", t("High end"), { longest: 60, placeholder: t("optional") })] : [];
  const deeds = it.kind === "chips" ? { deeds: html`<span></span>` } : {};
  return [own("question", t("Question"), { lines: true, ...deeds }), ...ends, ...choices];
}
