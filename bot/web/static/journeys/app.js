import { Announcer } from "../shared/announce.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { ViewsNav } from "../rooms/views-nav.js";
import { explain } from "../shared/wording.js";
import { EditorView } from "./editor-view.js";
import { hashOf } from "./route.js";
import { VIEWS } from "./views.js";
import { route } from "./where.js";

/** @param {{me: import("../rooms/rooms-head.js").Me}} props */
export function App({ me }) {
  const { view, key } = route.value;
  const Shown = VIEWS.find(({ name }) => name === view)?.component ?? VIEWS[0].component;
  return html`<${RoomsHead} me=${me} room="journeys" />
    <div class="journeys"><${ViewsNav} views=${VIEWS} view=${view === "journey" ? "journeys" : view} hashOf=${hashOf} />
      <main class="journeys-main">${view === "journey" ? html`<${EditorView} key=${key} id=${key} />` : html`<${Shown} key=${view} />`}</main></div>
    <${Toasts} /><${Announcer} />`;
}

/** @param {{refusal: any, again: () => void}} props */
export function CannotOpen({ refusal, again }) {
  return html`<main class="empty whole-page" role="alert">
    <h1>${t("Journeys cannot be opened")}</h1><p>${explain(refusal)}</p>
    <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></main>`;
}

/** Whom we write to unasked is up to managers. */
export function NotForYou() {
  return html`<main class="empty whole-page">
    <h1>${t("Journeys are for managers")}</h1><p>${t("Ask a manager to show you, or to make you one.")}</p>
    <a class="button primary" href="/desk/">${t("Open the desk")}</a></main>`;
}
