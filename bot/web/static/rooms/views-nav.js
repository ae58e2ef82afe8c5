import { html, useEffect, useRef } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/**
 * The views of a room beside each other, as links.
 * @param {{views: readonly {name: string, words: () => string, icon: any}[], view: string, hashOf: (name: any) => string}} props
 *   view: the name of the current one; hashOf: the address of one
 */
export function ViewsNav({ views, view, hashOf }) {
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { // on a phone not all of them fit beside each other
    bar.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [view, language.value]);
  return html`<nav class="views" ref=${bar} aria-label=${t("Views")}>
    ${views.map(({ name, words, icon }) => html`<a key=${name} class="view-link" href=${hashOf(name)}
      aria-current=${name === view ? "page" : undefined}><${Icon} of=${icon} size=${16} />${words()}</a>`)}
  </nav>`;
}
