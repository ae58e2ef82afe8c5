import { X } from "../vendor/lucide.js";
import { html, useEffect, useRef, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Segments } from "../shared/segments.js";
import { behind } from "../figures/behind.js";
import { usePagedAnswer } from "../figures/paged-answer.js";
import { pathOf } from "../figures/query.js";
import { Rows } from "../figures/rows.js";
import { BehindRow } from "./behind-row.js";

/** The conversations behind a figure, beside the page. */
export function BehindPanel() {
  const of = behind.value;
  return of && html`<${Panel} key=${JSON.stringify(of)} of=${of} />`;
}

/** @param {{of: import("../figures/behind.js").Behind}} props */
function Panel({ of: { title, asked, hit } }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [only, setOnly] = useState("");
  const answer = usePagedAnswer(pathOf("/api/reports/conversations", { order: "newest", ...asked, hit: only, limit: 30 }), "conversations");
  const close = () => { behind.value = null; };
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => { if (before instanceof HTMLElement) before.focus(); };
  }, []);
  const cancel = (/** @type {Event} */ event) => { event.preventDefault(); close(); };
  const press = (/** @type {MouseEvent} */ event) => { if (event.target === element.current) close(); };
  return html`<dialog class="behind" ref=${element} aria-labelledby="behind-title" onCancel=${cancel} onMouseDown=${press}>
    <div class="behind-body">
      <header class="row"><div class="grow"><h2 id="behind-title">${title}</h2>
        <p class="muted small">${answer.rest.value ? tn("{n} conversation", "{n} conversations", answer.rest.value.n) : "…"}</p></div>
        <${IconButton} of=${X} label=${t("Close")} onClick=${close} /></header>
      ${hit && html`<${Segments} label=${t("What to show")} chosen=${only} choose=${setOnly} options=${[["", t("All")], ["yes", hit.yes], ["no", hit.no]]} />`}
      <${Rows} answer=${answer} empty=${html`<div class="empty"><p>${t("There are no conversations behind this.")}</p></div>`}>
        ${(/** @type {import("./behind-row.js").Row[]} */ rows) => html`<ol class="behind-rows">${rows.map((row, place) => html`
          <${BehindRow} key=${`${row.conversation}.${row.episode}.${place}`} row=${row} figure=${asked.behind} />`)}</ol>`}<//>
    </div>
  </dialog>`;
}
