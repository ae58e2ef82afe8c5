import { ArticleBody } from "../shared/article.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { tidyFilm, tidyLink, translationIn, translationOf } from "./article.js";
import { AttributeChoices } from "./attribute-choices.js";
import { useEditor } from "./editor-context.js";
import { Notice } from "../rooms/notice.js";
import { TelegramProof } from "./telegram-proof.js";
import { useProof } from "./use-proof.js";

/** The answer as the widget and as Telegram will show it. */
export function Proof() {
  const editor = useEditor();
  const language = editor.language.value;
  const article = editor.article.value;
  const { title, answer, video, ...translation } = (article && translationOf(article, language)) ?? translationIn(language);
  const [attributes, choose] = useState(/** @type {Record<string, string>} */ ({}));
  const link = tidyLink(translation.link) ?? tidyLink(article?.link);
  const { proof, refusal } = useProof({ markdown: answer, language, title, link, video: tidyFilm(video), attributes, needs: article?.needs ?? [] });
  if (refusal) return html`<div role="alert"><${Notice} kind="warn">${explain(refusal)}<//></div>`;
  if (!proof) return html`<span class="skeleton proof-skeleton"></span>`;
  const links = { link: link ?? undefined, video: tidyFilm(video) ?? undefined };
  const body = { kind: /** @type {const} */ ("article"), article: editor.key, language, title, html: proof.html, ...links };
  return html`<div class="proof">
    <${AttributeChoices} markdown=${answer} chosen=${attributes} choose=${choose} />
    ${proof.problems.length > 0 && html`<ul class="problems">${proof.problems.map(({ line, message }) => html`
      <li key=${`${line} ${message}`}><${Notice} kind="warn">
        ${line ? t("Line {line}: {message}", { line, message: t(message) }) : t(message)}<//></li>`)}</ul>`}
    <section aria-label=${t("On the website")}><h2 class="proof-name">${t("On the website")}</h2>
      <div class="proof-widget"><${ArticleBody} body=${body} /></div></section>
    <section aria-label=${t("On Telegram")}><h2 class="proof-name">${t("On Telegram")}</h2>
      <${TelegramProof} proof=${proof} language=${language} /></section>
  </div>`;
}
