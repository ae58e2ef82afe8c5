import { announce } from "../shared/announce.js";
import { signal } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { drawReviews, listReviews, readForm, readReview, scoreReview, skipReview } from "../reviews/api.js";

/**
 * @typedef {import("../reviews/api.js").Review} Review
 * @typedef {import("../reviews/api.js").Scores} Scores
 * @typedef {"waiting" | "scored"} State
 */

/** The drawn conversations, one of which is open with its form. Deeds throw a Refusal. */
export class Samples {
  state = signal(/** @type {State} */ ("waiting"));
  reviews = signal(/** @type {Review[] | null} */ (null));
  counts = signal({ waiting: 0, scored: 0 });
  next = signal(/** @type {number | null} */ (null));
  form = signal(/** @type {import("../reviews/api.js").Form | null} */ (null));
  opened = signal(/** @type {import("../reviews/api.js").Opened | null} */ (null));
  scores = signal(/** @type {Scores} */ ({}));
  remark = signal("");
  refusal = signal(/** @type {any} */ (null));

  #turn = 0;

  /** @param {State} [state] */
  async load(state = this.state.peek()) {
    if (state !== this.state.peek()) this.reviews.value = null;
    this.state.value = state;
    this.opened.value = null;
    this.refusal.value = null;
    try {
      const [found, form] = await Promise.all([listReviews(state), this.form.peek() ?? readForm()]);
      this.form.value = form;
      this.counts.value = found.counts;
      this.next.value = found.next;
      this.reviews.value = found.reviews;
      if (state === "waiting" && found.reviews.length) await this.open(found.reviews[0]);
    } catch (refusal) {
      this.refusal.value = refusal;
    }
  }

  async more() {
    const found = await listReviews(this.state.peek(), this.next.peek());
    this.reviews.value = [...this.reviews.peek() ?? [], ...found.reviews];
    this.next.value = found.next;
  }

  /** @param {{since: number, until: number, n: number, agents: string[]}} asked */
  async draw(asked) {
    const { drawn } = await drawReviews(asked);
    toast(drawn ? tn("{n} conversation was drawn.", "{n} conversations were drawn.", drawn)
      : t("There are no conversations left to draw from that period."));
    await this.load("waiting");
  }

  /** @param {Review} review */
  async open(review) {
    const turn = ++this.#turn;
    const opened = await readReview(review.id);
    if (turn !== this.#turn) return;
    this.opened.value = opened;
    this.scores.value = opened.review.scores ?? {};
    this.remark.value = opened.review.remark ?? "";
    announce(t("{agent}: {words}", { agent: opened.review.agent.name, words: opened.review.excerpt }));
  }

  close() {
    this.#turn++;
    this.opened.value = null;
  }

  /** Which of the list is open, from 0; -1: none. */
  get place() {
    const id = this.opened.value?.review.id;
    return this.reviews.value?.findIndex((review) => review.id === id) ?? -1;
  }

  /** @param {number} by  1 or -1 */
  async step(by) {
    const other = this.reviews.peek()?.[this.place + by];
    if (other) await this.open(other);
  }

  /** @param {import("../reviews/qualities.js").Quality} quality @param {number} value */
  give(quality, value) {
    this.scores.value = { ...this.scores.peek(), [quality]: value };
  }

  async save() {
    const opened = this.opened.peek();
    if (!opened) return;
    const { review } = await scoreReview(opened.review.id, this.scores.peek(), this.remark.peek());
    toast(t("Scored. {agent} can see it now.", { agent: review.agent.name }));
    if (this.state.peek() === "waiting") return this.#gone(review.id);
    this.reviews.value = (this.reviews.peek() ?? []).map((each) => (each.id === review.id ? review : each));
    this.close();
  }

  async skip() {
    const review = this.opened.peek()?.review;
    if (!review) return;
    await skipReview(review.id, true);
    toast(t("Left out of the samples."), {
      label: t("Undo"),
      run: () => void skipReview(review.id, false).then(() => this.load("waiting"), (refusal) => { this.refusal.value = refusal; }),
    });
    await this.#gone(review.id);
  }

  /** Goes on with the one that takes its place. @param {string} id */
  async #gone(id) {
    const place = Math.max(0, this.place);
    const left = (this.reviews.peek() ?? []).filter((review) => review.id !== id);
    const scored = this.counts.peek().scored;
    this.reviews.value = left;
    this.counts.value = { waiting: left.length, scored };
    const next = left[Math.min(place, left.length - 1)];
    if (next) return this.open(next);
    this.close();
    this.counts.value = (await listReviews("waiting")).counts;
  }
}
