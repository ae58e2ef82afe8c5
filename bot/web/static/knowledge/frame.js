import { html, useEffect, useRef } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RoomsHead } from "../shared/rooms-head.js";
import { useMe } from "./me.js";
import { hashOf } from "./route.js";
import { VIEWS } from "./views.js";
import { route } from "./where.js";

/** The head that all views share, and their navigation. @param {{children?: any}} props */
export function Frame({ children }) {
  return html`<${RoomsHead} me=${useMe()} room="knowledge" /><div class="knowledge">
    <${ViewsNav} />
    <main class="knowledge-main">${children}</main>
  </div>`;
}

function ViewsNav() {
  const { view } = route.value;
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { // on a phone not all of them fit beside each other
    bar.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [view, language.value]);
  return html`<nav class="views" ref=${bar} aria-label=${t("Views")}>
    ${VIEWS.map(({ name, words, icon }) => html`<a key=${name} class="view-link" href=${hashOf(name)}
      aria-current=${name === view ? "page" : undefined}><${Icon} of=${icon} size=${16} />${words()}</a>`)}
  </nav>`;
}
