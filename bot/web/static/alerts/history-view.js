import { html, useEffect, useState } from "../shared/html.js";
import { act } from "../shared/act.js";
import { happened, placeOf, whose } from "../rooms/alert-words.js";
import { t } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";
import { toast } from "../shared/toast.js";
import { readHistory, sendAgain } from "./api.js";
import { stateName } from "./names.js";
import { Standing } from "./standing.js";

/** @typedef {import("./types.js").Found} Found */

/** What the rules have found, and what became of it. */
export function HistoryView() {
  const [found, set] = useState(/** @type {Found[] | null} */ (null));
  const [more, setMore] = useState(false);
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const load = (/** @type {number} */ before = 0) => readHistory(before).then((told) => {
    refuse(null);
    set((known) => [...(before ? known ?? [] : []), ...told.found]);
    setMore(told.more);
  }, refuse);
  useEffect(() => void load(), []);
  if (!found || refusal) return html`<${Standing} refusal=${refusal} again=${() => load()} />`;
  if (!found.length) return html`<div class="empty"><h2>${t("Nothing has happened yet")}</h2><p>${t("Alerts are listed here, with where they were sent and whether they arrived.")}</p></div>`;
  return html`<ul class="history">${found.map((one) => html`<${Entry} key=${one.alert.id} one=${one} load=${() => load()} />`)}</ul>
    ${more && html`<button type="button" class="button list-more" onClick=${() => load(found.at(-1)?.alert.at)}>${t("Show earlier ones")}</button>`}`;
}

/** @param {{one: Found, load: () => any}} props */
function Entry({ one: { alert, sent }, load }) {
  return html`<li><div class="history-line"><a href=${placeOf(alert)}>${alert.rules.join(", ")}</a>
      <span>${[whose(alert), happened(alert)].filter(Boolean).join(" · ")}</span><${RelativeTime} at=${alert.at} /></div>
    ${alert.words && html`<p class="quote">${alert.words}</p>`}
    ${sent.length > 0 && html`<ul class="sent-list">${sent.map((each) => html`<${Sent} key=${each.notification} sent=${each} load=${load} />`)}</ul>`}</li>`;
}

/** @param {{sent: import("./types.js").Sent, load: () => any}} props */
function Sent({ sent, load }) {
  const kind = { sent: "good", failed: "bad", uncertain: "warn", gathering: "", sending: "" }[sent.state];
  const again = () => act(async () => { await sendAgain(sent.notification); toast(t("Sending again.")); await load(); });
  return html`<li><span class=${`tag ${kind}`}>${sent.name}: ${stateName(sent.state)}</span>
    ${sent.problem && html` <span class="muted small">${sent.problem}</span>`}
    ${(sent.state === "failed" || sent.state === "uncertain") && html` <button type="button" class="button link" onClick=${again}>${t("Send again")}</button>`}</li>`;
}
