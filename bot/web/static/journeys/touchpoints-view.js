import { Search } from "../vendor/lucide-journeys.js";
import { announce } from "../shared/announce.js";
import { html, useEffect, useId, useState } from "../shared/html.js";
import { date, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { kindName } from "../rooms/touchpoint-words.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { listTouchpoints } from "./api.js";
import { hashOf } from "./where.js";

/** @typedef {import("./types.js").Found} Found */

const PAUSE_MS = 250;

/** All that shops have told, the newest first. */
export function TouchpointsView() {
  const [q, search] = useState("");
  const [kind, narrow] = useState("");
  const [rows, set] = useState(/** @type {Found[] | null} */ (null));
  const [more, follow] = useState(/** @type {{next: string | null, kinds: string[]}} */ ({ next: null, kinds: [] }));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const kindId = useId();
  const load = async (/** @type {string | null} */ before, /** @type {() => boolean} */ current = () => true) => {
    try {
      const told = await listTouchpoints({ q, ...(kind && { kind }), ...(before && { before }) });
      if (!current()) return;
      set((known) => (before ? [...known ?? [], ...told.touchpoints] : told.touchpoints));
      follow({ next: told.next, kinds: told.kinds });
      refuse(null);
      announce(tn("{n} touchpoint", "{n} touchpoints", told.touchpoints.length));
    } catch (failed) {
      if (current()) refuse(failed);
    }
  };
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => void load(null, () => current), q ? PAUSE_MS : 0);
    return () => { current = false; clearTimeout(timer); };
  }, [q, kind]);
  return html`<div class="view-bar">
      <div class="search grow"><${Icon} of=${Search} size=${16} />
        <input class="input" type="search" placeholder=${t("Product, shop, name, number, email…")} aria-label=${t("Search touchpoints")} value=${q} onInput=${typed(search)} /></div>
      <div class="row"><label for=${kindId} class="visually-hidden">${t("Kind")}</label>
        <select id=${kindId} class="input" value=${kind} onChange=${typed(narrow)}><option value="" selected=${!kind}>${t("All kinds")}</option>
          ${more.kinds.map((each) => html`<option key=${each} value=${each} selected=${each === kind}>${kindName(each)}</option>`)}</select></div></div>
    ${refusal ? html`<div class="empty" role="alert"><p>${explain(refusal)}</p><button type="button" class="button" onClick=${() => load(null)}>${t("Try again")}</button></div>`
      : !rows ? html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`
      : rows.length ? html`<${List} rows=${rows} />` : html`<${Nothing} searched=${Boolean(q || kind)} />`}
    ${more.next && rows && html`<p class="more"><button type="button" class="button" onClick=${() => load(more.next)}>${t("Show earlier ones")}</button></p>`}`;
}

/** @param {{searched: boolean}} props */
function Nothing({ searched }) {
  if (searched) return html`<div class="empty"><h2>${t("Nothing found")}</h2><p>${t("Search for other words, or for all kinds.")}</p></div>`;
  return html`<div class="empty"><h2>${t("No touchpoints yet")}</h2><p>${t("Your shop reports what happens to its customers through the API, or you upload a file.")}</p>
    <div class="row"><a class="button" href=${hashOf("upload")}>${t("Upload a file")}</a><a class="button" href=${hashOf("keys")}>${t("Make an API key")}</a></div></div>`;
}

/** @param {{rows: Found[]}} props */
function List({ rows }) {
  const head = (/** @type {string} */ words) => html`<th role="columnheader" scope="col">${words}</th>`;
  return html`<table class="touchpoints" role="table" aria-label=${t("Touchpoints")}>
    <thead role="rowgroup"><tr role="row">${head(t("When"))}${head(t("What"))}${head(t("Customer"))}${head(t("Shop"))}${head(t("May be written to"))}</tr></thead>
    <tbody role="rowgroup">${rows.map((row) => html`<${TouchpointRow} key=${row.touchpoint.id} row=${row} />`)}</tbody></table>`;
}

/** @param {{row: Found}} props */
function TouchpointRow({ row: { touchpoint: { kind, at, product, place, contact, facts = {}, name: own }, name, number, email, allowed } }) {
  const cell = (/** @type {string} */ words, /** @type {any} */ value) => html`<td role="cell" data-name=${words}>${value}</td>`;
  const more = Object.entries(facts).map(([fact, value]) => `${fact}: ${value}`).join(" · ");
  return html`<tr role="row">
    ${cell(t("When"), html`<span class="nowrap">${date(at, { dateStyle: "medium", timeStyle: "short" })}</span>`)}
    ${cell(t("What"), html`<strong>${kindName(kind)}</strong>${product && ` ${product}`}<span class="small muted block">${[own, more].filter(Boolean).join(" · ")}</span>`)}
    ${cell(t("Customer"), html`<a href=${`/contact/#${contact}`}>${name || number || email || t("Somebody")}</a><span class="small muted block">${[name && number, email].filter(Boolean).join(" · ")}</span>`)}
    ${cell(t("Shop"), place ?? "")}
    ${cell(t("May be written to"), allowed === undefined ? html`<span class="muted">${t("not said")}</span>` : html`<span class=${`tag ${allowed ? "good" : "warn"}`}>${allowed ? t("yes") : t("no")}</span>`)}
  </tr>`;
}
