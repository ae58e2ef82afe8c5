import { HeartHandshake } from "../vendor/lucide-recovery.js";
import { html, useEffect } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Segments } from "../shared/segments.js";
import { useNow } from "../shared/time.js";
import { explain } from "../shared/wording.js";
import { CaseRow } from "./case-row.js";
import { ClosedList } from "./closed-list.js";
import { useRoom } from "./room.js";
import { LISTS, counts, listed } from "./state.js";
import { restate, route } from "./where.js";
import { listWords } from "./words.js";

/** The cases, those that are due first on top. */
export function CasesView() {
  const room = useRoom(), { open, me } = room;
  const now = useNow().value, known = open.value;
  const asked = LISTS.find((each) => each === route.value.query.get("list"));
  const of = known && counts(known, me.id, now);
  const list = asked ?? (of && !of.mine ? "open" : "mine");
  useEffect(() => { if (known && !asked) restate("cases", { query: { list } }); }, [Boolean(known)]); // it does not jump once one is claimed
  return html`
    <div class="view-bar"><${Segments} label=${t("Which cases")} chosen=${list}
      choose=${(/** @type {string} */ name) => restate("cases", { query: { list: name } })}
      options=${LISTS.map((each) => [each, listWords(each), each === "closed" ? undefined : of?.[each]])} /></div>
    ${list === "closed" ? html`<${ClosedList} />`
      : known ? html`<${OpenList} list=${list} cases=${listed(known, list, me.id, now)} />`
      : html`<${Waiting} />`}`;
}

/** @param {{list: import("./state.js").ListName, cases: import("./types.js").Case[]}} props */
function OpenList({ list, cases }) {
  if (!cases.length) return html`<${Nothing} list=${list} />`;
  return html`<ol class="case-rows">${cases.map((it) => html`<${CaseRow} key=${it.id} it=${it} />`)}</ol>`;
}

/** @param {{list: import("./state.js").ListName}} props */
function Nothing({ list }) {
  const words = {
    mine: [t("You have no cases"), t("Take an unassigned case, or wait until one is given to you.")],
    unassigned: [t("Every case has an owner"), t("New ones without an owner appear here.")],
    late: [t("Nothing is overdue"), t("Cases whose deadline has passed appear here.")],
    open: [t("No open cases"), t("When a customer gives a low rating, a case opens here by itself.")],
    closed: ["", ""],
  }[list];
  return html`<div class="empty"><${Icon} of=${HeartHandshake} size=${28} /><h2>${words[0]}</h2><p>${words[1]}</p></div>`;
}

/** The first snapshot is on its way, or nothing comes of it. */
function Waiting() {
  const { refusal } = useRoom().connection;
  if (refusal) return html`<p class="notice bad" role="alert">${explain(refusal)}</p>`;
  return html`<div class="case-skeletons" aria-busy="true"><span class="visually-hidden">${t("Loading…")}</span>
    ${[1, 2, 3].map((key) => html`<span key=${key} class="skeleton"></span>`)}</div>`;
}
