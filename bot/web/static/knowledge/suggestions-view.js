import { Lightbulb } from "../vendor/lucide-knowledge.js";
import { X } from "../vendor/lucide.js";
import { act } from "../shared/act.js";
import { html, useEffect, useMemo } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { Paged } from "./paged.js";
import { Segments } from "../shared/segments.js";
import { NOTHING } from "./selection.js";
import { SuggestionGroup } from "./suggestion-group.js";
import { SuggestionList } from "./suggestion-list.js";

/** Customers' own wordings, to be taken as ways of asking for an article. */
export function SuggestionsView() {
  const list = useMemo(() => new SuggestionList(), []);
  useEffect(() => void list.pages.load(), []);
  const { state, article, pages, groups } = list;
  return html`
    <div class="view-bar">
      <${Segments} label=${t("State")} chosen=${state.value} choose=${(/** @type {any} */ chosen) => list.change({ state: chosen })}
        options=${[["open", t("Waiting")], ["taken", t("Taken")], ["dismissed", t("Set aside")]]} />
      ${article.value && html`<button type="button" class="chip" onClick=${() => list.change({ article: "" })}>
        ${t("Only for {key}", { key: article.value })}<${Icon} of=${X} size=${14} label=${t("Show all articles")} /></button>`}
    </div>
    <p class="view-about muted">${t("What customers wrote where it is known which article they meant. Taken, the article is found by these words too.")}</p>
    <${Paged} pages=${pages} name=${t("The suggestions cannot be shown")} empty=${html`<${NoSuggestions} state=${state.value} />`}>
      <p class="list-count muted small">${tn("{n} suggestion", "{n} suggestions", pages.total.value)}</p>
      <div class="stack">${groups.value.map((group) => html`<${SuggestionGroup} key=${group.key} group=${group} list=${list} />`)}</div>
    <//>
    <${ChosenBar} list=${list} />`;
}

/** @param {{state: import("./growth-api.js").VariantState}} props */
function NoSuggestions({ state }) {
  const words = {
    open: [t("Nothing waits"), t("When customers choose an article or say that it helped, their words are suggested here.")],
    taken: [t("Nothing has been taken yet"), t("What you take can be undone here.")],
    dismissed: [t("Nothing has been set aside"), t("What you set aside can be brought back here.")],
  }[state];
  return html`<div class="empty"><${Icon} of=${Lightbulb} size=${28} /><h2>${words[0]}</h2><p>${words[1]}</p></div>`;
}

/** @param {{list: SuggestionList}} props */
function ChosenBar({ list }) {
  const ids = [...list.selection.value.keys];
  if (!ids.length) return null;
  return html`<div class="bulk-bar" role="region" aria-label=${t("Chosen suggestions")}>
    <p class="grow"><strong>${tn("{n} chosen", "{n} chosen", ids.length)}</strong></p>
    <button type="button" class="button primary" onClick=${() => void act(() => list.take(ids))}>${t("Take")}</button>
    <button type="button" class="button" onClick=${() => void act(() => list.dismiss(ids))}>${t("Set them aside")}</button>
    <${IconButton} of=${X} label=${t("Choose none")} onClick=${() => { list.selection.value = NOTHING; }} />
  </div>`;
}
