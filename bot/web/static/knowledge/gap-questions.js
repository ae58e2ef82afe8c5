import { act } from "../shared/act.js";
import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";
import { reasonName } from "./gap-words.js";

/**
 * The questions of a gap, each with what became of it; an agent's own reply can begin the article.
 * @param {{gap: import("./growth-api.js").Gap, list: import("./gap-list.js").GapList}} props
 */
export function GapQuestions({ gap, list }) {
  const { questions, count } = gap;
  const write = (/** @type {import("./growth-api.js").Asked} */ of) => () => void act(() => list.write(gap, of));
  return html`<details class="gap-questions"><summary>${tn("{n} question", "{n} questions", count)}</summary>
    <ul class="asked-list">${questions.map((asked) => html`<li key=${`${asked.conversation} ${asked.seq}`}>
      <p lang=${asked.language}>“${asked.text}”</p>
      <p class="small muted gap-meta"><${RelativeTime} at=${asked.at} side="start" /><span class="tag">${reasonName(asked.reason)}</span>
        <a href=${`/desk/#${encodeURIComponent(asked.conversation)}`}>${t("Open the conversation")}</a></p>
      ${asked.agent_reply && html`<div class="replied"><blockquote lang=${asked.language}>${asked.agent_reply}</blockquote>
        ${gap.state === "open" && !gap.article && html`<button type="button" class="button link small" onClick=${write(asked)}>
          ${t("Write the article from this reply")}</button>`}</div>`}
    </li>`)}</ul>
    ${count > questions.length && html`<p class="small muted">${tn("{n} older question is not shown.", "{n} older questions are not shown.", count - questions.length)}</p>`}
  </details>`;
}
