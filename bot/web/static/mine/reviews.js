import { Check } from "../vendor/lucide.js";
import { act } from "../shared/act.js";
import { html, signal, useEffect, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { myReviews, readReview, sawReview } from "../reviews/api.js";
import { Said } from "../reviews/said.js";
import { Scores } from "../reviews/scores.js";
import { Refused, Skeletons } from "../figures/states.js";

/** @typedef {import("../reviews/api.js").Review} Review */

class Reviews {
  list = signal(/** @type {Review[] | null} */ (null));
  unseen = signal(0);
  next = signal(/** @type {number | null} */ (null));
  refusal = signal(/** @type {any} */ (null));

  /** @param {string} agent  whose, as myReviews has it */
  constructor(agent) { this.agent = agent; }

  async more() {
    try {
      const found = await myReviews(this.next.peek(), this.agent);
      this.list.value = [...this.list.peek() ?? [], ...found.reviews];
      this.unseen.value = found.unseen;
      this.next.value = found.next;
      this.refusal.value = null;
    } catch (refusal) {
      this.refusal.value = refusal;
    }
  }

  /** @param {Review} review @throws {import("../shared/connection.js").Refusal} */
  async saw(review) {
    await sawReview(review.id);
    this.list.value = (this.list.peek() ?? []).map((each) => (each.id === review.id ? { ...each, seen_at: Date.now() } : each));
    this.unseen.value = Math.max(0, this.unseen.peek() - 1);
  }
}

/**
 * What supervisors said of an agent's conversations, whatever the period.
 * @param {{agent: string}} props  for a manager who looks at another's: whose; "": one's own
 */
export function MyReviews({ agent }) {
  const [reviews] = useState(() => new Reviews(agent));
  useEffect(() => void reviews.more(), []);
  const list = reviews.list.value;
  return html`<section class="column" aria-labelledby="reviews-title">
    <h2 id="reviews-title" class="part-title">${t("Reviews of your conversations")}
      ${reviews.unseen.value > 0 && html` <span class="tag warn">${tn("{n} new", "{n} new", reviews.unseen.value)}</span>`}</h2>
    ${reviews.refusal.value ? html`<${Refused} refusal=${reviews.refusal.value} again=${() => void reviews.more()} />`
      : !list ? html`<${Skeletons} heights=${[140]} />`
      : !list.length ? html`<div class="card empty"><p>${t("No conversation of yours has been reviewed yet.")}</p></div>`
      : html`<ol class="scored">${list.map((review) => html`<${Reviewed} key=${review.id} review=${review} saw=${agent ? null : () => act(() => reviews.saw(review))} />`)}</ol>`}
    ${list && reviews.next.value !== null && html`<button type="button" class="button more" onClick=${() => void reviews.more()}>${t("Show more")}</button>`}
  </section>`;
}

/** @param {{review: Review, saw: (() => void) | null}} props  saw: says that it was read; null: the reader is not whose it is */
function Reviewed({ review, saw }) {
  const [opened, setOpened] = useState(/** @type {import("../reviews/api.js").Opened | null} */ (null));
  const read = () => act(async () => { setOpened(opened ? null : await readReview(review.id)); });
  return html`<li><div class="card scored-one">
      <div class="grow">
        <p class="row wrap">${review.seen_at === null && html`<span class="tag warn">${t("new")}</span>`}
          <span class="grow muted small">${review.reviewer?.name} · <${RelativeTime} at=${review.scored_at ?? review.drawn_at} side="start" /></span></p>
        ${review.remark ? html`<p class="quote">${review.remark}</p>` : html`<p class="muted">${t("No remark.")}</p>`}
        <p class="excerpt muted" lang=${review.language}>${review.excerpt}</p>
        <p class="row wrap"><button type="button" class="button" aria-expanded=${Boolean(opened)} onClick=${read}>${opened ? t("Close the conversation") : t("Read the conversation")}</button>
          ${saw && review.seen_at === null && html`<button type="button" class="button primary" onClick=${saw}><${Icon} of=${Check} size=${16} />${t("I have read it")}</button>`}</p>
      </div>
      ${review.scores && html`<${Scores} scores=${review.scores} />`}</div>
    ${opened && html`<${Said} opened=${opened} />`}</li>`;
}
