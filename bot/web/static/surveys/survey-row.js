import { ArrowDown, ArrowUp, Copy, Download, Ellipsis, Trash } from "../vendor/lucide-surveys.js";
import { html } from "../shared/html.js";
import { language, number, t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { Menu } from "../shared/menu.js";
import { Switch } from "../shared/switch.js";
import { exportAddress } from "./api.js";
import { lacking } from "./definition.js";
import { keptOf } from "./kept.js";
import { conditions, lookName, metricName, questionIn } from "./names.js";
import { surveyList } from "./survey-list.js";
import { go, hashOf } from "./where.js";

/** One survey of the list. @param {{row: import("./types.js").Row, first: boolean, last: boolean}} props */
export function SurveyRow({ row, first, last }) {
  const { id, survey, enabled } = row;
  const title = questionIn(survey, language.value);
  return html`<tr role="row" class=${enabled ? "" : "off"}>
    <td role="cell" class="turn-cell"><${Switch} on=${enabled} label=${t("“{words}” asks", { words: id })} onTurn=${() => surveyList.turn(row)} /></td>
    <th role="rowheader" scope="row" class="name-cell">
      <span class="title-line"><a class="survey-link" href=${hashOf("survey", { key: id })}>${title}</a>
        ${keptOf(id) && html`<span class="tag warn">${t("not saved")}</span>`}</span>
      <span class="small muted">${[id, metricName(survey.metric), lookName(survey.look)].join(" · ")}</span>
      <${Missing} survey=${survey} />
    </th>
    <td role="cell" class="when-cell small">${conditions(survey).join(" · ")}</td>
    <td role="cell" class="lately-cell small"><${Lately} row=${row} /></td>
    <td role="cell" class="deeds-cell"><div class="row-deeds">
      <${IconButton} of=${ArrowUp} label=${t("Move “{words}” up", { words: id })} disabled=${first} onClick=${() => move(row, -1)} />
      <${IconButton} of=${ArrowDown} label=${t("Move “{words}” down", { words: id })} disabled=${last} onClick=${() => move(row, 1)} />
      <${RowMenu} row=${row} /></div></td>
  </tr>`;
}

/** The focus goes along with the row. @param {import("./types.js").Row} row @param {number} by */
function move(row, by) {
  const pressed = /** @type {HTMLElement | null} */ (document.activeElement);
  void surveyList.move(row, by);
  requestAnimationFrame(() => pressed?.focus());
}

/** How many answered; at a kiosk nobody counts who passed by. @param {{row: import("./types.js").Row}} props */
function Lately({ row: { survey: { ask: { moments } }, asked, answered, interval } }) {
  if (!asked) return html`<span class="muted">${t("never asked")}</span>`;
  if (moments.length && moments.every((moment) => moment === "kiosk")) return html`<strong>${tn("{n} answer", "{n} answers", answered)}</strong>`;
  const [low, high] = interval ?? [0, 1];
  return html`<strong>${t("{share} answered", { share: percent(answered / asked) })}</strong>
    <span class="muted">${t("{n} of {total} asked", { n: answered, total: asked })}</span>
    <span class="muted">${t("{low} to {high}", { low: percent(low), high: percent(high) })}</span>`;
}

/** @param {number} share  0 to 1 */
const percent = (share) => number(share, { style: "percent", maximumFractionDigits: 0 });

/** @param {{survey: import("./types.js").Survey}} props */
function Missing({ survey }) {
  const bare = surveyList.known.value.languages.filter((code) => lacking(survey, code).length);
  if (!bare.length) return null;
  return html`<span class="small missing">${tn("Missing: {languages}", "Missing: {languages}", bare.length, { languages: bare.map(languageName).join(", ") })}</span>`;
}

/** @param {{row: import("./types.js").Row}} props */
function RowMenu({ row }) {
  const duplicate = async () => {
    const id = await surveyList.duplicate(row);
    if (id) go("survey", { key: id });
  };
  return html`<${Menu} kind="button quiet bare" name=${t("More for “{words}”", { words: row.id })} label=${html`<${Icon} of=${Ellipsis} size=${16} />`}>
    <button type="button" role="menuitem" tabindex="-1" onClick=${duplicate}><${Icon} of=${Copy} size=${16} />${t("Duplicate")}</button>
    <a role="menuitem" tabindex="-1" href=${exportAddress(row.id)} download><${Icon} of=${Download} size=${16} />${t("Download as TOML")}</a>
    <button type="button" role="menuitem" tabindex="-1" onClick=${() => surveyList.remove(row)}><${Icon} of=${Trash} size=${16} />${t("Remove")}</button>
  <//>`;
}
