import { Ellipsis, Tablet } from "../vendor/lucide-surveys.js";
import { act } from "../shared/act.js";
import { html } from "../shared/html.js";
import { language, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { Menu } from "../shared/menu.js";
import { RelativeTime, now } from "../shared/time.js";
import { toast } from "../shared/toast.js";
import { changeKiosk, renewLink } from "./kiosks-api.js";
import { questionIn } from "./names.js";
import { surveyList } from "./survey-list.js";

const SILENT_MS = 15 * 60_000;

/**
 * One kiosk: what it asks, and whether it is heard of.
 * @param {{kiosk: import("./types.js").Kiosk, again: () => void, onChange: () => void, onLink: (link: import("./types.js").Link) => void}} props
 */
export function KioskCard({ kiosk, again, onChange, onLink }) {
  const { id, place, survey, language: code, ended_at, answered } = kiosk;
  const row = surveyList.find(survey);
  const end = (/** @type {boolean} */ ended) => act(async () => {
    await changeKiosk(id, { ended });
    again();
    if (ended) toast(t("“{words}” is switched off.", { words: place }), { label: t("Undo"), run: () => void end(false) });
  });
  const renew = () => act(async () => onLink((await renewLink(id)).link));
  return html`<li class=${ended_at ? "card kiosk-card off" : "card kiosk-card"}>
    <${Icon} of=${Tablet} size=${24} />
    <div class="grow"><h2>${place} <${State} kiosk=${kiosk} /></h2>
      <p>${row ? html`<a href=${`#survey/${encodeURIComponent(survey)}`}>${questionIn(row.survey, language.value)}</a>` : survey} <span class="muted">· ${languageName(code)}</span></p>
      <p class="small muted">${answered ? tn("{n} answer in 30 days", "{n} answers in 30 days", answered) : t("No answers in 30 days")}${kiosk.answered_at
        && html`${" · "}${t("last")} <${RelativeTime} at=${kiosk.answered_at} side="start" />`}</p></div>
    <${Menu} kind="button quiet bare" name=${t("More for “{words}”", { words: place })} label=${html`<${Icon} of=${Ellipsis} size=${16} />`}>
      <button type="button" role="menuitem" tabindex="-1" onClick=${onChange}>${t("Change")}</button>
      ${ended_at ? html`<button type="button" role="menuitem" tabindex="-1" onClick=${() => end(false)}>${t("Switch on again")}</button>`
        : html`<button type="button" role="menuitem" tabindex="-1" onClick=${renew}>${t("New link")}</button>
          <button type="button" role="menuitem" tabindex="-1" onClick=${() => end(true)}>${t("Switch off")}</button>`}<//>
  </li>`;
}

/** @param {{kiosk: import("./types.js").Kiosk}} props */
function State({ kiosk: { ended_at, seen_at } }) {
  if (ended_at) return html`<span class="tag">${t("switched off")}</span>`;
  if (!seen_at) return html`<span class="tag warn">${t("not opened yet")}</span>`;
  if (now.value - seen_at < SILENT_MS) return html`<span class="tag good">${t("online")}</span>`;
  return html`<span class="tag warn">${t("last seen")} <${RelativeTime} at=${seen_at} side="start" /></span>`;
}
