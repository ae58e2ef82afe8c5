import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { percent } from "../reports/share.js";

/** What the bot makes of a question. @param {{outcome: import("./types.js").Outcome}} props */
export function Outcome({ outcome: { title, article, confidence, verdict } }) {
  const name = title || article || "";
  if (verdict === "unknown" || !name) return html`<span class="outcome muted">${t("no answer")}</span>`;
  const words = verdict === "answered" || verdict === "confident" ? name : t("asks whether “{title}”", { title: name });
  return html`<span class="outcome">${words} <span class="muted">${percent(100 * confidence)}</span></span>`;
}
