import { Avatar } from "../shared/avatar.js";
import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";
import { channelName, nameOf } from "../rooms/names.js";
import { Deadline } from "./deadline.js";
import { Letters } from "./letters.js";
import { hashOf } from "./where.js";
import { valueWords } from "./words.js";

/** A case in the list; all of it opens the case. @param {{it: import("./types.js").Case}} props */
export function CaseRow({ it }) {
  const { contact, words, channel, language, opened_at, owner, round = 1 } = it;
  return html`<li class="case-row">
    <div class="case-row-main">
      <p class="case-row-top"><a class="case-link" href=${hashOf("case", { key: it.id })}>${nameOf(contact)}</a>
        <span class="tag bad">${valueWords(it, it.value)}</span>
        ${round > 1 && html`<span class="tag">${tn("opened once", "opened {n} times", round)}</span>`}</p>
      <p class=${words ? "case-row-words" : "case-row-words muted"} lang=${words ? language : undefined}>${words || t("No comment, only the rating")}</p>
      <p class="small muted case-row-meta"><${RelativeTime} at=${opened_at} side="start" focusable=${false} />
        <span>${channelName(channel)}</span><span class="code">${language}</span></p>
    </div>
    <div class="case-row-state">
      <${Deadline} it=${it} /><${Letters} it=${it} />
      <span class="case-row-owner small">${owner ? html`<${Avatar} name=${owner.name} size=${20} /><span class="truncate">${owner.name}</span>`
        : html`<span class="muted">${t("unassigned")}</span>`}</span>
    </div>
  </li>`;
}
