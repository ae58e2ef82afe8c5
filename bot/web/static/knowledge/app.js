import { Announcer } from "../shared/announce.js";
import { html } from "../shared/html.js";
import { Toasts } from "../shared/toast.js";
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
