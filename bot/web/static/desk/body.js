import { Check, CircleCheck } from "../vendor/lucide.js";
import { BookOpen, Paperclip, ThumbsDown, ThumbsUp } from "../vendor/lucide-desk.js";
import { ArticleBody } from "../shared/article.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Linked } from "../shared/linked.js";
import { PictureBody } from "../shared/picture.js";
import { Answers, Given } from "../shared/survey/told.js";
import { contentWords } from "../rooms/names.js";

/**
 * What a message says.
 * @param {{body: import("../shared/conversation.js").Body, language: string, conversation: string}} props  language: the customer's.
 *   conversation: its id
 */
export function BodyView({ body, language, conversation }) {
  switch (body.kind) {
    case "text":
      return html`<p class="words" lang=${language}>
        ${body.article && html`<span class="tapped">${t("Chose:")} </span>`}<${Linked} text=${body.text} /></p>`;
    case "article":
      return html`<${ArticleCard} body=${body} />`;
    case "choices":
      return html`<${ChoicesList} body=${body} language=${language} />`;
    case "rating":
      return html`<${RatingLine} body=${body} language=${language} />`;
    case "picture":
      return html`<${PictureBody} body=${body} conversation=${conversation} />`;
    case "unsupported":
      return html`<p class="words"><span class="attached"><${Icon} of=${Paperclip} size=${16} />
        ${t("Sent, but cannot be shown here: {what}", { what: contentWords(body.what) })}</span>
        ${body.text && html`<${Linked} text=${body.text} />`}</p>`;
    default:
      return null;
  }
}

/** The title says most; the whole text opens below it. @param {{body: import("../shared/conversation.js").Article}} props */
function ArticleCard({ body }) {
  return html`<details class="article-card">
    <summary><${Icon} of=${BookOpen} size=${16} />
      <span class="grow" lang=${body.language}>${body.title}</span><${Helped} value=${body.helped} /></summary>
    <${ArticleBody} body=${body} />
  </details>`;
}

/** @param {{value?: boolean}} props */
function Helped({ value }) {
  if (value === undefined) return null;
  return value
    ? html`<span class="tag good"><${Icon} of=${ThumbsUp} size=${13} />${t("helped")}</span>`
    : html`<span class="tag bad"><${Icon} of=${ThumbsDown} size=${13} />${t("did not help")}</span>`;
}

/** @param {{body: import("../shared/conversation.js").Choices, language: string}} props */
function ChoicesList({ body, language }) {
  return html`<div lang=${language}><p class="words">${body.text}</p>
    <ul class="choices">${body.choices.map(({ article, label, value = article }) => html`
      <li key=${value} class=${value === body.chosen ? "chosen" : ""}>
      ${value === body.chosen && html`<${Icon} of=${Check} size=${13} label=${t("chosen")} />`}${label}</li>`)}
      ${body.chosen === "" && html`<li class="chosen"><${Icon} of=${Check} size=${13} label=${t("chosen")} />
        ${body.attribute ? t("I do not know") : t("None of these")}</li>`}</ul></div>`;
}

/** @param {{body: import("../shared/conversation.js").Rating, language: string}} props */
function RatingLine({ body, language }) {
  const asked = html`<p class="small muted" lang=${language}>${body.text}</p>`;
  if (body.value === undefined) {
    return html`${asked}<p class="words muted"><${Icon} of=${CircleCheck} size=${16} /> ${body.closed
      ? t("Asked for a rating, never answered") : t("Asked for a rating, not answered yet")}</p>`;
  }
  return html`${asked}<p><${Given} card=${body} /></p><div lang=${language}><${Answers} card=${body} /></div>`;
}
