import { act } from "../shared/act.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";
import { Scores } from "../reviews/scores.js";

/** What has been scored, with whether the agent knows. @param {{samples: import("./samples.js").Samples}} props */
export function ScoredList({ samples }) {
  return html`<ol class="scored">${samples.reviews.value?.map((review) => html`<li key=${review.id} class="card scored-one">
      <div class="grow">
        <p class="row"><strong class="grow truncate">${review.agent.name}</strong>
          <span class=${review.seen_at ? "tag good" : "tag"}>${review.seen_at ? t("seen by the agent") : t("not seen yet")}</span></p>
        <p class="excerpt" lang=${review.language}>${review.excerpt}</p>
        ${review.remark && html`<p class="quote">${review.remark}</p>`}
        <p class="row wrap muted small"><span class="grow">${review.reviewer?.name} · <${RelativeTime} at=${review.scored_at ?? review.drawn_at} side="start" /></span>
          <button type="button" class="button link" onClick=${() => act(() => samples.open(review))}>${t("Read and change")}</button></p>
      </div>
      ${review.scores && html`<${Scores} scores=${review.scores} />`}</li>`)}</ol>
    ${samples.next.value !== null && html`<button type="button" class="button more" onClick=${() => act(() => samples.more())}>${t("Show more")}</button>`}`;
}
