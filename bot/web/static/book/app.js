import { Refusal } from "../shared/connection.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Begun } from "./begun.js";
import { now, useNow } from "../shared/time.js";
import { explain } from "../shared/wording.js";
import { Booked } from "./booked.js";
import { Choose } from "./choose.js";
import { look, offer, title } from "./state.js";
import { lookIn } from "./watching.js";

/** A call with us, by the link that came after a rating. */
export function App() {
  const [refused, refuse] = useState(/** @type {unknown} */ (null));
  const [moving, move] = useState(false);
  const again = () => {
    refuse(null);
    look().catch(refuse);
  };
  useEffect(again, []);
  useEffect(() => { // free times grow old on a page that lies in the background
    const back = () => { if (document.visibilityState === "visible" && offer.peek()) look().catch(() => {}); };
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, []);
  useWatching();
  const known = offer.value, begun = known?.booking?.open ?? false;
  useEffect(() => { document.title = begun ? `● ${t("Your call has begun")}` : title.value; }, [begun, title.value]);
  return html`<main class="book">
    ${title.value && html`<h1>${title.value}</h1>`}
    <div class="book-card">${refused ? html`<${Refused} error=${refused} again=${again} />`
      : !known ? html`<div class="book-waits" aria-busy="true" aria-label=${t("Loading")}><i></i><i></i><i></i></div>`
      : known.booking?.open ? html`<${Begun} booking=${known.booking} />`
      : known.booking?.state === "booked" && !moving ? html`<${Booked} offer=${known} booking=${known.booking} move=${() => move(true)} />`
      : html`<${Choose} offer=${known} again=${again} done=${() => move(false)} />`}</div>
  </main>`;
}

/** Keeps what the page shows of a booked call true without a reload. */
function useWatching() {
  useNow();
  useEffect(() => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const plan = () => {
      clearTimeout(timer);
      const ms = lookIn(offer.peek()?.booking ?? null, now.peek());
      if (ms !== null) timer = setTimeout(() => look().catch(plan), ms);
    };
    const stop = offer.subscribe(plan);
    return () => { stop(); clearTimeout(timer); };
  }, []);
}

/** @param {{error: unknown, again: () => void}} props */
function Refused({ error, again }) {
  const unknown = error instanceof Refusal && (error.code === "not_found" || error.code === "bad_request");
  if (unknown) {
    return html`<div class="book-part" role="alert"><h1>${t("No call can be booked with this link")}</h1>
      <p class="muted">${t("It may be incomplete. Press “Book a call” in our conversation again.")}</p></div>`;
  }
  return html`<p role="alert">${explain(error)}</p><button type="button" class="button primary" onClick=${again}>${t("Try again")}</button>`;
}
