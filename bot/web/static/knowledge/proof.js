import { CircleAlert } from "../vendor/lucide.js";
import { ArticleBody, Prose } from "../shared/article.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { translationIn, translationOf } from "./article.js";
import { AttributeChoices } from "./attribute-choices.js";
import { useEditor } from "./editor-context.js";
import { useProof } from "./use-proof.js";

/** The answer as the widget and as Telegram will show it. */
export function Proof() {
  const editor = useEditor();
  const language = editor.language.value;
  const article = editor.article.value;
  const translation = (article && translationOf(article, language)) ?? translationIn(language);
  const [attributes, choose] = useState(/** @type {Record<string, string>} */ ({}));
  const { proof, refusal } = useProof(translation.answer, language, attributes);
  if (!translation.answer.trim()) {
    return html`<div class="empty"><p>${t("Without an answer the bot does not use this article in this language. It stands here as soon as you write.")}</p></div>`;
  }
  if (!proof) return refusal ? html`<p class="notice warn" role="alert">${explain(refusal)}</p>` : html`<span class="skeleton proof-skeleton"></span>`;
  const body = { article: editor.key, language, title: translation.title, html: proof.html, link: translation.link ?? article?.link ?? undefined, video: translation.video ?? undefined };
  return html`<div class="proof">
    <${AttributeChoices} markdown=${translation.answer} chosen=${attributes} choose=${choose} />
    ${proof.problems.length > 0 && html`<ul class="problems">${proof.problems.map(({ line, message }) => html`<li class="notice warn" key=${`${line} ${message}`}>
      <${Icon} of=${CircleAlert} size=${16} /><span>${line ? t("Line {line}: {message}", { line, message }) : message}</span></li>`)}</ul>`}
    <section aria-label=${t("On the website")}><h2 class="proof-name">${t("On the website")}</h2>
      <div class="proof-widget"><${ArticleBody} body=${body} /></div></section>
    <section aria-label=${t("On Telegram")}><h2 class="proof-name">${t("On Telegram")}</h2>
      <div class="proof-telegram">${proof.telegram.map((words, place) => html`<div class="telegram-bubble" key=${place} lang=${language}>
        <${Prose} kind="telegram-words" markup=${words} /></div>`)}</div></section>
  </div>`;
}
