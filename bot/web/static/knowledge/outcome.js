import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { percent } from "../rooms/units.js";

/** What the bot makes of a question. @param {{outcome: import("./types.js").Outcome}} props */
export function Outcome({ outcome: { verdict, title, article, confidence, choices } }) {
  if (verdict === "unknown") return html`<span class="outcome muted">${t("no answer")}</span>`;
  const words = verdict === "answered" ? title ?? article : t("asks: {titles}", { titles: choices.join(" · ") });
  return html`<span class="outcome">${words} <span class="muted">${percent(100 * confidence)}</span></span>`;
}
