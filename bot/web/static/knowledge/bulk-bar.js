import { X } from "../vendor/lucide.js";
import { Trash } from "../vendor/lucide-knowledge.js";
import { act } from "../shared/act.js";
import { html, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { BulkDialog } from "./bulk-dialog.js";
import { NOTHING } from "./selection.js";
import { runBulk } from "./bulk.js";

/** What can be done to the articles that are chosen. @param {{list: import("./article-list.js").ArticleList}} props */
export function BulkBar({ list }) {
  const [asking, ask] = useState(/** @type {import("./bulk.js").Deed | null} */ (null));
  const keys = [...list.selection.value.keys];
  if (!keys.length) return null;
  const run = (/** @type {import("./bulk.js").Deed} */ deed, /** @type {any} */ value) => {
    ask(null);
    void act(() => runBulk(list, keys, deed, value));
  };
  /** @type {(deed: import("./bulk.js").Deed, words: string) => any} */
  const item = (deed, words) => html`<button type="button" role="menuitem" tabindex="-1" onClick=${() => ask(deed)}>${words}</button>`;
  return html`<div class="bulk-bar" role="region" aria-label=${t("Chosen articles")}>
    <p class="grow"><strong>${tn("{n} chosen", "{n} chosen", keys.length)}</strong></p>
    <button type="button" class="button" onClick=${() => run("publish", undefined)}>${t("Publish drafts")}</button>
    <${Menu} kind="button" label=${t("Change…")}>
      ${item("category", t("Category…"))}${item("tag", t("Add a tag…"))}${item("untag", t("Remove a tag…"))}
      ${item("channels", t("Channels…"))}${item("audience", t("Audience…"))}<//>
    <button type="button" class="button" onClick=${() => ask("remove")}><${Icon} of=${Trash} size=${16} />${t("Remove")}</button>
    <${IconButton} of=${X} label=${t("Choose none")} onClick=${() => { list.selection.value = NOTHING; }} />
    ${asking && html`<${BulkDialog} deed=${asking} count=${keys.length} offered=${list.offered.value}
      run=${(/** @type {any} */ value) => run(asking, value)} onClose=${() => ask(null)} />`}
  </div>`;
}
