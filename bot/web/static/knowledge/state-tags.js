import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { now } from "../shared/time.js";

/**
 * What is out of the ordinary about an article: a draft, a review that it waits for, days on which it is not told.
 * @param {{row: import("./types.js").Row}} props
 */
export function StateTags({ row }) {
  const { draft, version = 0, valid_from, valid_until } = row;
  const present = now.value;
  const tags = [
    draft?.state === "review" && ["warn", t("waits for review")],
    !version && ["", t("not published")],
    draft?.state === "draft" && version > 0 && ["", t("draft")],
    valid_until && valid_until <= present && ["bad", t("no longer valid")],
    valid_from && valid_from > present && ["", t("not valid yet")],
  ].filter(Boolean);
  return tags.map((/** @type {any} */ [kind, words]) => html`<span key=${words} class=${`tag ${kind}`}>${words}</span>`);
}
