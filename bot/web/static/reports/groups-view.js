import { html, useState } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { useAnswer } from "../figures/answer.js";
import { FIGURES, TIMES, figureName } from "../figures/names.js";
import { Shown } from "../figures/states.js";
import { about } from "../figures/where.js";
import { GroupTable } from "./group-table.js";
import { Nothing } from "./nothing.js";

/**
 * @typedef {import("../rooms/units.js").Figure} Figure
 * @typedef {{key: string, name: string | null, figure: Figure, few: boolean, differs: "above" | "below" | null}} Group
 * @typedef {{by: string, all: Figure, tested: number, groups: Group[], left_off: number}} Grouped
 * @typedef {{figure: string, unit: import("../rooms/units.js").Unit, of: Grouped[]}} Groups
 */

const FIRST = ["handler", "agent", "team", "channel", "language", "topic", "article"];
const REST = ["moment", "survey", "place", "weekday", "hour"];
const SHOWN = ["csat", "nps", "ces", "overall", "response", "contained", "stick", "repeat", "solved", ...TIMES];

/** One figure by who, where, what and when. */
export function GroupsView() {
  const [figure, setFigure] = useState("csat");
  return html`<div class="view-bar">
      <label class="row"><span>${t("Figure")}</span>
        <select class="input fitting" value=${figure} onChange=${typed(setFigure)}>${SHOWN.map((name) => html`
          <option key=${name} value=${name} selected=${name === figure}>${figureName(name)}</option>`)}</select></label>
      <p class="muted small grow">${FIGURES[figure].about()}</p>
    </div>
    <${GroupTables} figure=${figure} />`;
}

/** @param {{figure: string}} props */
export function GroupTables({ figure }) {
  const answer = /** @type {import("../figures/answer.js").Answer<Groups>} */ (useAnswer(about("/api/reports/groups", { figure, by: [...FIRST, ...REST], words: language.value })));
  return html`<${Shown} answer=${answer} heights=${[260, 260, 260]}>${(/** @type {Groups} */ { figure: shown, unit, of }) => {
    const filled = of.filter(({ groups }) => groups.some(({ key }) => key !== "" && key !== "-"));
    return filled.length
      ? html`<div class="group-tables">${filled.map((grouped) => html`<${GroupTable} key=${grouped.by} grouped=${grouped} figure=${shown} unit=${unit} />`)}</div>`
      : html`<${Nothing} />`;
  }}<//>`;
}
