import { ArrowLeft, ChartColumn } from "../vendor/lucide-desk.js";
import { html, useEffect, useRef } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { LanguageSwitch } from "../shared/language-switch.js";
import { ThemeSwitch } from "../shared/theme.js";
import { hashOf } from "./route.js";
import { VIEWS } from "./views.js";
import { route } from "./where.js";

/** The head that all views share, and their navigation. @param {{children?: any}} props */
export function Frame({ children }) {
  const title = t("Knowledge");
  useEffect(() => { document.title = `${title} · Heard`; }, [title]);
  return html`<div class="knowledge">
    <header class="knowledge-head">
      <a class="button quiet" href="/desk/">
        <${Icon} of=${ArrowLeft} size=${16} label=${t("To the desk")} /><span aria-hidden="true">${t("Desk")}</span></a>
      <h1>${title}</h1>
      <a class="button quiet to-reports" href="/reports/" title=${t("Reports")}>
        <${Icon} of=${ChartColumn} size=${16} label=${t("Reports")} /><span aria-hidden="true">${t("Reports")}</span></a>
      <${LanguageSwitch} /><${ThemeSwitch} />
    </header>
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
