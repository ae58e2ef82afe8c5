import { Ellipsis } from "../vendor/lucide-desk.js";
import { Pencil } from "../vendor/lucide-knowledge.js";
import { act } from "../shared/act.js";
import { html, useState } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { Menu } from "../shared/menu.js";
import { RelativeTime } from "../shared/time.js";
import { percent } from "../rooms/units.js";
import { GapQuestions } from "./gap-questions.js";
import { askedWords, costWords, reasonWords } from "./gap-words.js";
import { hashOf } from "./where.js";
import { SettleDialog } from "./settle-dialog.js";

/**
 * Questions that ask the same and had no answer.
 * @param {{gap: import("./growth-api.js").Gap, list: import("./gap-list.js").GapList}} props
 */
export function GapCard({ gap, list }) {
  const { wording, language, languages, cost, nearest, last_at } = gap;
  return html`<li class="card gap">
    <p class="gap-cost" title=${costWords(gap)}><strong>${number(Math.round(cost.score))}</strong>
      <span class="muted small">${t("min")}</span><span class="visually-hidden">${costWords(gap)}</span></p>
    <div class="gap-body">
      <h2 class="gap-wording" lang=${language}>${wording}</h2>
      <p class="muted small gap-meta">
        <${RelativeTime} at=${last_at} side="start" /><span>${askedWords(gap)}</span><span>${reasonWords(gap).join(" · ")}</span>
        ${languages.map((code) => html`<span class="code" key=${code} title=${languageName(code)}>${code}</span>`)}
      </p>
      ${nearest && !gap.article && html`<p class="small muted">${t("Comes nearest:")}${" "}
        <a href=${hashOf("article", { key: nearest.key })}>${nearest.title}</a> ${percent(100 * nearest.confidence)}</p>`}
      <${GapQuestions} gap=${gap} list=${list} />
    </div>
    <${Deeds} gap=${gap} list=${list} />
  </li>`;
}

/** @param {{gap: import("./growth-api.js").Gap, list: import("./gap-list.js").GapList}} props */
function Deeds({ gap, list }) {
  const [settling, settle] = useState(false);
  const run = (/** @type {() => Promise<any>} */ deed) => () => void act(deed);
  const item = (/** @type {string} */ words, /** @type {() => void} */ onClick) =>
    html`<button type="button" role="menuitem" tabindex="-1" onClick=${onClick}>${words}</button>`;
  return html`<div class="gap-deeds">
    ${gap.wish_to_know > 0 && gap.state === "settled" && html`<button type="button" class="button primary" onClick=${run(() => list.tell(gap))}>
      ${tn("Tell {n} person", "Tell {n} people", gap.wish_to_know)}</button>`}
    ${gap.wish_to_know > 0 && gap.state === "open" && html`<p class="small muted">${tn("{n} person wants to know", "{n} people want to know", gap.wish_to_know)}</p>`}
    ${gap.article
      ? html`<a class="button" href=${hashOf("article", { key: gap.article })}>${gap.state === "open" ? t("Go on writing") : t("Open the article")}</a>`
      : gap.state === "open" && html`<button type="button" class="button" onClick=${run(() => list.write(gap))}>
        <${Icon} of=${Pencil} size=${16} />${t("Write the article")}</button>`}
    ${gap.state === "open"
      ? html`<${Menu} kind="button quiet bare" name=${t("More")} label=${html`<${Icon} of=${Ellipsis} size=${16} />`}>
          ${item(t("An article answers this…"), () => settle(true))}${item(t("This needs no article"), run(() => list.dismiss(gap)))}<//>`
      : html`<button type="button" class="button quiet" onClick=${run(() => list.reopen(gap))}>${t("Open again")}</button>`}
    ${settling && html`<${SettleDialog} gap=${gap} onClose=${() => settle(false)}
      choose=${(/** @type {{key: string, title: string}} */ article) => { settle(false); void act(() => list.settle(gap, article)); }} />`}
  </div>`;
}
