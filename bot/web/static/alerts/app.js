import { Announcer } from "../shared/announce.js";
import { html, useEffect } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { ViewsNav } from "../rooms/views-nav.js";
import { explain } from "../shared/wording.js";
import { book } from "./book.js";
import { hashOf } from "./route.js";
import { VIEWS } from "./views.js";
import { route } from "./where.js";

/** @param {{me: import("../rooms/rooms-head.js").Me}} props */
export function App({ me }) {
  const view = route.value;
  const Shown = VIEWS.find(({ name }) => name === view)?.component ?? VIEWS[0].component;
  useEffect(() => void book.load(), []);
  return html`<${RoomsHead} me=${me} room="alerts" />
    <div class="alerts"><${ViewsNav} views=${VIEWS} view=${view} hashOf=${hashOf} />
      <main class="alerts-main"><${Shown} key=${view} /></main></div>
    <${Toasts} /><${Announcer} />`;
}

/** @param {{refusal: any, again: () => void}} props */
export function CannotOpen({ refusal, again }) {
  return html`<main class="empty whole-page" role="alert">
    <h1>${t("Alerts cannot be opened")}</h1><p>${explain(refusal)}</p>
    <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></main>`;
}

/** Who is told what is up to managers. */
export function NotForYou() {
  return html`<main class="empty whole-page">
    <h1>${t("Alerts are for managers")}</h1><p>${t("What you must know yourself stands behind the bell of your desk.")}</p>
    <a class="button primary" href="/desk/">${t("Open the desk")}</a></main>`;
}
