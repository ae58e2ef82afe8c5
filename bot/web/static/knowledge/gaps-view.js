import { MessageCircleQuestionMark } from "../vendor/lucide-knowledge.js";
import { html, useEffect, useMemo } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { GapCard } from "./gap-card.js";
import { GapList, PERIODS } from "./gap-list.js";
import { Paged } from "./paged.js";
import { SearchedPart } from "./searched-part.js";
import { Segments } from "../shared/segments.js";

/** What customers asked and no article answered, the dearest first. */
export function GapsView() {
  const list = useMemo(() => new GapList(), []);
  useEffect(() => void list.pages.load(), []);
  const counts = list.counts.value;
  return html`
    <div class="view-bar">
      <${Segments} label=${t("State")} chosen=${list.state.value} choose=${(/** @type {any} */ state) => list.change({ state })}
        options=${[["open", t("Waiting"), counts.open], ["settled", t("Answered"), counts.settled], ["dismissed", t("Set aside"), counts.dismissed]]} />
      <label class="filter"><span class="visually-hidden">${t("Period")}</span>
        <select class="input" value=${String(list.days.value)} onChange=${typed((days) => list.change({ days: Number(days) }))}>
          ${PERIODS.map((days) => html`<option key=${days} value=${String(days)} selected=${days === list.days.value}>${tn("Last {n} day", "Last {n} days", days)}</option>`)}
        </select></label>
    </div>
    <p class="view-about muted">${t("Questions that no article answered, whose answer did not help, or that went to a person, with what they have cost.")}</p>
    <${Paged} pages=${list.pages} name=${t("The gaps cannot be shown")} empty=${html`<${NoGaps} state=${list.state.value} />`}>
      <ol class="gaps">${list.pages.rows.value?.map((gap) => html`<${GapCard} key=${gap.id} gap=${gap} list=${list} />`)}</ol>
    <//>
    ${list.state.value === "open" && html`<${SearchedPart} days=${list.days.value} />`}`;
}

/** @param {{state: import("./growth-api.js").GapState}} props */
function NoGaps({ state }) {
  const words = {
    open: [t("No gaps"), t("What customers ask and no article answers is gathered here.")],
    settled: [t("Nothing has been answered yet"), t("A gap goes here when its article is published, or when you say which article answers it.")],
    dismissed: [t("Nothing has been set aside"), t("A gap that needs no article goes here.")],
  }[state];
  return html`<div class="empty"><${Icon} of=${MessageCircleQuestionMark} size=${28} /><h2>${words[0]}</h2><p>${words[1]}</p></div>`;
}
