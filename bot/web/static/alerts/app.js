import { Announcer } from "../shared/announce.js";
import { html, useEffect } from "../shared/html.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { ViewsNav } from "../rooms/views-nav.js";
import { book } from "./book.js";
import { VIEWS } from "./views.js";
import { hashOf, route } from "./where.js";

/** @param {{me: import("../rooms/rooms-head.js").Me}} props */
export function App({ me }) {
  const { view } = route.value;
  const Shown = VIEWS.find(({ name }) => name === view)?.component ?? VIEWS[0].component;
  useEffect(() => void book.load(), []);
  return html`<${RoomsHead} me=${me} room="alerts" />
    <div class="alerts"><${ViewsNav} views=${VIEWS} view=${view} hashOf=${hashOf} />
      <main class="alerts-main"><${Shown} key=${view} /></main></div>
    <${Toasts} /><${Announcer} />`;
}
