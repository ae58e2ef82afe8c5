import { Announcer } from "../shared/announce.js";
import { html, useEffect } from "../shared/html.js";
import { language, number, t } from "../shared/i18n.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { useAnswer } from "../figures/answer.js";
import { CommentItem } from "../figures/comment.js";
import { usePagedAnswer } from "../figures/paged-answer.js";
import { Period } from "../figures/period-choice.js";
import { Rows } from "../figures/rows.js";
import { Shown } from "../figures/states.js";
import { TrendChart } from "../figures/trend.js";
import { about, keepTo, query } from "../figures/where.js";
import { Quality } from "./quality.js";
import { MyReviews } from "./reviews.js";

/**
 * @typedef {import("../rooms/units.js").Figure} Figure
 * @typedef {{name: string, unit: import("../rooms/units.js").Unit, mine: Figure, others: Figure, words: string,
 *   better: "higher" | "lower", verdict: "too_few" | "alike" | "higher" | "lower"}} QualityFigure
 * @typedef {{from: number, to: number, timezone: string, agent: {id: string, name: string}, team: string, conversations: number,
 *   ratings: {asked: number, answered: number}, qualities: {quality: import("../reviews/qualities.js").Quality, figures: QualityFigure[]}[],
 *   n_comments: number, series: import("../figures/trend.js").Series[]}} Mine
 */

/** An agent's own figures; a manager sees another's as they see it, by `?agent=`. @param {{me: import("../rooms/rooms-head.js").Me & {id: string}}} props */
export function App({ me }) {
  const answer = /** @type {import("../figures/answer.js").Answer<Mine>} */ (useAnswer(about("/api/mine", { words: language.value })));
  const mine = answer.value.value;
  useEffect(() => { if (mine) keepTo(mine.timezone); }, [mine]);
  const agent = query.value.agent === me.id ? "" : query.value.agent;
  const name = mine?.agent.name ?? "";
  return html`<${RoomsHead} me=${me} room="mine" title=${agent ? name : undefined} />
    <main class="mine">
      <div class="row wrap mine-bar"><p class="grow muted">${!agent ? t("Only you and managers see this page. It is there to learn from.")
        : name && t("This is the page of {name}, as {name} sees it. It is there to learn from.", { name })}</p><${Period} /></div>
      <${Shown} answer=${answer} heights=${[84, 320, 300]}>${(/** @type {Mine} */ value) => html`<${Figures} mine=${value} />`}<//>
      <${MyReviews} key=${agent} agent=${agent} />
      <${MyComments} />
    </main><${Toasts} /><${Announcer} />`;
}

/** @param {{mine: Mine}} props */
function Figures({ mine: { conversations, ratings, qualities, series } }) {
  const fact = (/** @type {string} */ words, /** @type {string} */ value) => html`<div><dt>${words}</dt><dd>${value}</dd></div>`;
  return html`<div class="column">
    <dl class="card facts across">
      ${fact(t("Conversations"), number(conversations))}
      ${fact(t("Asked for a rating"), number(ratings.asked))}
      ${fact(t("Rated"), number(ratings.answered))}
    </dl>
    <section aria-labelledby="qualities-title" class="column">
      <h2 id="qualities-title" class="part-title">${t("The five qualities")}</h2>
      <div class="qualities">${qualities.map((each) => html`<${Quality} key=${each.quality} of=${each} />`)}</div>
    </section>
    ${series[0] && html`<section class="card" aria-labelledby="trend-title">
      <div class="row card-head"><h2 id="trend-title">${t("Your CSAT over time")}</h2></div>
      <${TrendChart} series=${series[0]} closed /></section>`}
  </div>`;
}

function MyComments() {
  const answer = usePagedAnswer(about("/api/mine/comments", { words: language.value, limit: 20 }), "comments");
  return html`<section class="card" aria-labelledby="comments-title">
    <div class="row card-head"><h2 id="comments-title" class="grow">${t("What customers wrote after talking to you")}</h2></div>
    <${Rows} answer=${answer} empty=${html`<div class="empty"><p>${t("Nobody wrote a comment in this period.")}</p></div>`}>
      ${(/** @type {import("../figures/comment.js").Comment[]} */ rows) => html`<ol class="comment-list">${rows.map((comment) => html`
        <${CommentItem} key=${comment.request} comment=${comment} />`)}</ol>`}<//>
  </section>`;
}
