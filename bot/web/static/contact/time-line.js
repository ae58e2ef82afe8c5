import { html, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Segments } from "../shared/segments.js";
import { RelativeTime, useNow } from "../shared/time.js";
import { useCauses } from "../figures/known-causes.js";
import { Given } from "../figures/given.js";
import { Rows } from "../figures/rows.js";
import { caseOf, deskOf } from "../figures/behind.js";
import { lengthWords } from "../rooms/units.js";
import { SORTS, factsOf, iconOf, isAhead, titleOf } from "./moment.js";

/** @typedef {import("./moment.js").Moment} Moment */

/** All that happened, the newest first. @param {{answer: import("../figures/paged-answer.js").PagedAnswer<Moment>, language: string}} props */
export function TimeLine({ answer, language }) {
  const [sort, setSort] = useState("");
  const causes = useCauses();
  const kinds = SORTS.find(({ name }) => name === sort)?.kinds ?? [];
  return html`<section class="card time-line" aria-labelledby="time-line-title">
    <div class="row wrap card-head"><h2 id="time-line-title" class="grow">${t("Timeline")}</h2>
      <${Segments} label=${t("What to show")} chosen=${sort} choose=${setSort} options=${SORTS.map(({ name, words }) => [name, words()])} /></div>
    <${Rows} answer=${answer} empty=${html`<div class="empty"><p>${t("Nothing has happened yet.")}</p></div>`}>
      ${(/** @type {Moment[]} */ rows) => {
        const shown = kinds.length ? rows.filter(({ kind }) => kinds.includes(kind)) : rows;
        return shown.length ? html`<ol class="moments">${shown.map((moment, place) => html`
            <${MomentItem} key=${`${moment.kind}${moment.at}${place}`} moment=${moment} before=${shown[place - 1]} language=${language} causes=${causes} />`)}</ol>`
          : html`<div class="empty"><p>${t("Nothing of this kind here.")}</p></div>`;
      }}<//>
  </section>`;
}

/** @param {Moment | undefined} moment */
const monthOf = (moment) => moment && date(moment.at, { month: "long", year: "numeric" });

/** @param {{moment: Moment, before?: Moment, language: string, causes?: readonly import("../recovery/types.js").Cause[]}} props  before: the one above it */
function MomentItem({ moment, before, language, causes }) {
  const month = monthOf(moment);
  const facts = factsOf(moment, causes);
  return html`${month !== monthOf(before) && html`<li class="month">${month}</li>`}
    <li class=${`moment is-${moment.kind}`}>
      <span class="moment-icon"><${Icon} of=${iconOf(moment)} size=${16} /></span>
      <div class="grow">
        <p class="row"><strong class="grow">${titleOf(moment)}</strong>${isAhead(moment, useNow().value)
          ? html`<span class="muted small">${t("upcoming")}</span>` : html`<${RelativeTime} at=${moment.at} side="below" />`}</p>
        ${moment.kind === "asking" && html`<p><${Given} metric=${moment.metric} value=${moment.value} /></p>`}
        ${moment.excerpt && html`<p class="excerpt" lang=${language}>${moment.excerpt}</p>`}
        ${moment.comment && html`<p class="quote" lang=${language}>${moment.comment}</p>`}
        ${moment.reasons?.length > 0 && html`<p class="row wrap">${moment.reasons.map((/** @type {string} */ reason) => html`<span key=${reason} class="tag">${reason}</span>`)}</p>`}
        <p class="row wrap muted small"><span class="grow">${[...facts, moment.kind === "call" && moment.until ? lengthWords(moment.until - moment.at) : ""].filter(Boolean).join(" · ")}</span>
          ${moment.case && html`<a href=${caseOf(moment.case)}>${t("Open the case")}</a>`}
          ${moment.conversation && html`<a href=${deskOf(moment.conversation)}>${t("Open the conversation")}</a>`}</p>
      </div></li>`;
}
