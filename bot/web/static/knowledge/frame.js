import { html } from "../shared/html.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { ViewsNav } from "../rooms/views-nav.js";
import { useMe } from "./me.js";
import { VIEWS } from "./views.js";
import { hashOf, route } from "./where.js";

/** The head that all views share, and their navigation. @param {{children?: any}} props */
export function Frame({ children }) {
  return html`<${RoomsHead} me=${useMe()} room="knowledge" /><div class="knowledge">
    <${ViewsNav} views=${VIEWS} view=${route.value.view} hashOf=${hashOf} />
    <main class="knowledge-main">${children}</main>
  </div>`;
}
