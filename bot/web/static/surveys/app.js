import { Announcer } from "../shared/announce.js";
import { html } from "../shared/html.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { ViewsNav } from "../rooms/views-nav.js";
import { EditorView } from "./editor-view.js";
import { VIEWS } from "./views.js";
import { hashOf, route } from "./where.js";

/** @param {{me: import("../rooms/rooms-head.js").Me}} props */
export function App({ me }) {
  const { view, key } = route.value;
  const Shown = VIEWS.find(({ name }) => name === view)?.component ?? VIEWS[0].component;
  return html`<${RoomsHead} me=${me} room="surveys" />
    <div class="surveys"><${ViewsNav} views=${VIEWS} view=${view === "survey" ? "surveys" : view} hashOf=${hashOf} />
      <main class="surveys-main">${view === "survey" ? html`<${EditorView} key=${key} id=${key} />` : html`<${Shown} key=${view} />`}</main></div>
    <${Toasts} /><${Announcer} />`;
}
