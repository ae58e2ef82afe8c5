import { Announcer } from "../shared/announce.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Toasts } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { ArticleView } from "./article-view.js";
import { Frame } from "./frame.js";
import { MeProvider } from "./me.js";
import { VIEWS } from "./views.js";
import { route } from "./where.js";

/** @param {{me: {id: string, name: string}}} props */
export function App({ me }) {
  const { view, key } = route.value;
  const Shown = VIEWS.find(({ name }) => name === view)?.component ?? VIEWS[0].component;
  return html`<${MeProvider} value=${me}>
    ${view === "article" ? html`<${ArticleView} key=${key} />` : html`<${Frame}><${Shown} key=${view} /><//>`}
    <${Toasts} /><${Announcer} />
  <//>`;
}

/** @param {{refusal: any, again: () => void}} props */
export function CannotOpen({ refusal, again }) {
  return html`<main class="empty whole-page" role="alert">
    <h1>${t("Knowledge cannot be opened")}</h1><p>${explain(refusal)}</p>
    <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></main>`;
}

/** Agents answer; what the bot says is up to managers. */
export function NotForYou() {
  return html`<main class="empty whole-page">
    <h1>${t("Knowledge is for managers")}</h1><p>${t("Ask a manager to show you, or to make you one.")}</p>
    <a class="button primary" href="/desk/">${t("Open the desk")}</a></main>`;
}
