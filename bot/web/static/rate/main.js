import { Announcer } from "../shared/announce.js";
import { setAccent } from "../shared/colour.js";
import { Refusal } from "../shared/connection.js";
import { html, render, signal, useEffect, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, date, load, t } from "../shared/i18n.js";
import { Outbox } from "../shared/outbox.js";
import { SurveyCard } from "../shared/survey/card.js";
import { Linked } from "../shared/linked.js";
import { kept } from "../shared/survey/handing.js";
import { correct } from "../shared/time.js";
import { explain } from "../shared/wording.js";

/**
 * The page behind a rating's link. It only looks; what somebody presses is what is given. The secret stands behind "#", so that
 * it reaches no log and no Referer.
 * @typedef {import("../shared/survey/card-state.js").Rating} Rating
 */

const secret = location.hash.slice(1);
const title = signal("");
/** What the rating was thanked with: said here, for who comes by a link may have no chat. */
const thanks = signal(/** @type {string[]} */ ([]));
const card = signal(/** @type {Rating | null} */ (null));

/** @param {{card: Rating, thanks?: string[], now: number}} told */
function told({ card: fresh, thanks: given = [], now }) {
  correct(now - Date.now());
  thanks.value = given;
  card.value = fresh;
}

async function look() {
  const { title: shop, accent, language, ...rest } = await api("POST", "/api/rating/look", { secret });
  await load(language, { only: PARTS });
  setAccent(accent);
  title.value = shop;
  document.title = shop;
  told(rest);
}

const outbox = new Outbox({ name: "rate", request: give });

/** @param {string} _verb @param {Record<string, any>} fields */
async function give(_verb, fields) {
  try {
    const fresh = await api("POST", "/api/rating/give", fields);
    if (fields.secret === secret) told(fresh);
  } catch (error) {
    const offline = error instanceof Refusal && error.code === "offline";
    throw offline ? new Refusal("unavailable", error.message) : error;  // no socket says when it is back: it is tried again
  }
}

const book = () => api("POST", "/api/rating/book", { secret });

function Page() {
  const [refused, refuse] = useState(/** @type {unknown} */ (null));
  const again = () => {
    refuse(null);
    look().catch(refuse);
  };
  useEffect(again, []);
  return html`<main class="rate">
    ${title.value && html`<h1>${title.value}</h1>`}
    <div class="rate-card">${refused ? html`<${Refused} error=${refused} again=${again} />`
      : card.value ? html`<${SurveyCard} card=${card.value} hand=${kept(outbox, { secret })} book=${book} />${thanks.value.map((words) => html`<p class="words rate-thanks" key=${words}><${Linked} text=${words} /></p>`)}<${Until} card=${card.value} />`
      : html`<div class="rate-waits" aria-busy="true" aria-label=${t("Loading")}><i></i></div>`}</div>
  </main>`;
}

/** How long somebody may think otherwise. @param {{card: Rating}} props */
function Until({ card: { value, closed, until } }) {
  if (value === undefined || closed || !until) return null;
  return html`<p class="muted small">${t("You can change this until {date}.", { date: date(until, { dateStyle: "long" }) })}</p>`;
}

/** @param {{error: unknown, again: () => void}} props */
function Refused({ error, again }) {
  const unknown = error instanceof Refusal && (error.code === "not_found" || error.code === "bad_request");
  if (unknown) {
    return html`<div class="rate-refused" role="alert"><h2>${t("This rating link does not work")}</h2>
      <p class="muted">${t("It may be incomplete, or have been replaced by a newer one.")}</p></div>`;
  }
  return html`<p role="alert">${explain(error)}</p><button type="button" class="button primary" onClick=${again}>${t("Try again")}</button>`;
}

const PARTS = ["shared", "survey", "rate"];
await load(chooseLanguage(navigator.languages), { only: PARTS });
addEventListener("storage", () => outbox.refresh());
addEventListener("online", () => void outbox.flush());
void outbox.flush();
addEventListener("hashchange", () => location.reload());
render(html`<${Page} /><${Announcer} />`, document.body);
