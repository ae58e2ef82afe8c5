import { Announcer } from "../shared/announce.js";
import { html, useEffect, useState } from "../shared/html.js";
import { LANGUAGES, t } from "../shared/i18n.js";
import { atOnce } from "../shared/survey/handing.js";
import { SurveySteps } from "../shared/survey/steps.js";
import { languagesOf } from "./card.js";
import { Foot } from "./foot.js";
import { LEFT_AFTER_MS, THANKS_MS } from "./kiosk.js";
import { useLeaving } from "./leaving.js";

/** @param {{kiosk: import("./kiosk.js").Kiosk, queue: import("./queue.js").Queue}} props */
export function App({ kiosk, queue }) {
  const standing = kiosk.standing.value;
  return html`${standing === "open" ? html`<${Asking} kiosk=${kiosk} />` : html`<${Standing} kiosk=${kiosk} />`}
    <${Foot} queue=${queue} /><${Announcer} />`;
}

/** One customer after the other. @param {{kiosk: import("./kiosk.js").Kiosk}} props */
function Asking({ kiosk }) {
  const [over, end] = useState(false);
  const view = kiosk.view.value, card = kiosk.card.value, customer = kiosk.customer.value;
  const begun = card?.value !== undefined || kiosk.language.value !== view?.language;
  useEffect(() => end(false), [customer]);
  const leave = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // what was written counts
    void kiosk.rest();
  };
  useLeaving(over ? THANKS_MS : begun ? LEFT_AFTER_MS : null, leave, customer);
  if (!view || !card) return null;
  const done = () => {
    end(true);
    void kiosk.done();
  };
  return html`<header class="kiosk-head"><h1 class="kiosk-title">${view.title}</h1><${LanguageChoice} kiosk=${kiosk} view=${view} /></header>
    <main class="kiosk-main" onClick=${over ? leave : undefined}>
      <${SurveySteps} key=${customer} card=${card} hand=${atOnce((said) => kiosk.give(said))} onDone=${done} />
    </main>`;
}

/** Each language under its own name. @param {{kiosk: import("./kiosk.js").Kiosk, view: import("./types.js").View}} props */
function LanguageChoice({ kiosk, view }) {
  const codes = languagesOf(view);
  if (codes.length < 2) return null;
  return html`<div class="kiosk-languages" role="group" aria-label=${t("Language")}>
    ${codes.map((code) => html`<button key=${code} type="button" class="chip" lang=${code} aria-pressed=${code === kiosk.language.value}
      onClick=${() => { kiosk.language.value = code; }}>${LANGUAGES[/** @type {keyof typeof LANGUAGES} */ (code)] ?? code}</button>`)}
  </div>`;
}

/** Why nothing is asked. @param {{kiosk: import("./kiosk.js").Kiosk}} props */
function Standing({ kiosk }) {
  const [title, words] = {
    opening: ["", ""], open: ["", ""],
    ended: [t("This kiosk is switched off"), t("The person who set it up can make a new one, or switch this one on again.")],
    withdrawn: [t("This link was withdrawn"), t("The kiosk has a new link: open that one here. Answers not sent yet go with it.")],
    unknown: [t("This link does not work"), t("It may be incomplete. Open the newest link of this kiosk.")],
    unreachable: [t("There is no connection"), t("The kiosk opens by itself as soon as there is one. After that it also works without.")],
  }[kiosk.standing.value];
  return html`<main class="empty whole-page" role=${title ? "alert" : undefined}>
    ${title && html`<h1>${title}</h1><p>${words}</p>
      <button type="button" class="button primary" onClick=${() => void kiosk.look()}>${t("Try again")}</button>`}</main>`;
}
