import { HeartHandshake } from "../vendor/lucide-recovery.js";
import { Search } from "../vendor/lucide-desk.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { closedCases } from "./api.js";
import { CaseRow } from "./case-row.js";

const PAGE = 30, PAUSE_MS = 200;

/** What was closed, the newest first, searched by name and words. */
export function ClosedList() {
  const [q, look] = useState("");
  const [state, set] = useState({ cases: /** @type {import("./types.js").Case[] | null} */ (null), total: 0, refusal: /** @type {any} */ (null) });
  const fetchFrom = (/** @type {number} */ offset) => closedCases(q, offset, PAGE);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => fetchFrom(0).then(
      ({ cases, total }) => current && set({ cases, total, refusal: null }),
      (refusal) => current && set({ cases: null, total: 0, refusal }),
    ), state.cases ? PAUSE_MS : 0);
    return () => { current = false; clearTimeout(timer); };
  }, [q]);
  const more = () => void fetchFrom(state.cases?.length ?? 0).then(
    ({ cases, total }) => set({ cases: [...state.cases ?? [], ...cases], total, refusal: null }),
    (refusal) => set({ ...state, refusal }),
  );
  return html`
    <div class="search closed-search"><${Icon} of=${Search} size=${16} /><input class="input" type="text" inputmode="search" autocomplete="off" maxlength="100"
      aria-label=${t("Search closed cases")} placeholder=${t("Search by name or words")} value=${q} onInput=${typed(look)} /></div>
    ${state.refusal && html`<p class="notice bad" role="alert">${explain(state.refusal)}</p>`}
    ${state.cases && (state.cases.length
      ? html`<ol class="case-rows">${state.cases.map((it) => html`<${CaseRow} key=${it.id} it=${it} />`)}</ol>
        ${state.total > state.cases.length && html`<button type="button" class="button case-more" onClick=${more}>${t("Show more")}</button>`}`
      : html`<div class="empty"><${Icon} of=${HeartHandshake} size=${28} /><h2>${q ? t("Nothing found") : t("Nothing has been closed yet")}</h2>
          <p>${q ? t("Try other words.") : t("Closed cases stay here, with their cause and how they ended.")}</p></div>`)}`;
}
