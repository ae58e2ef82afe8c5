import { ExternalLink } from "../vendor/lucide-talk.js";
import { html } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";

/**
 * Words that the server has set: the one place where a page takes HTML. An article is written in Markdown by the people of the
 * house, and the server turns it into HTML and sends that through an allow-list (nh3: no scripts, styles, handlers or foreign
 * schemes). What customers and agents type never comes this way.
 * @param {{markup: string, kind?: string}} props
 */
export const Prose = ({ markup, kind = "prose" }) => html`<div class=${kind} dangerouslySetInnerHTML=${{ __html: markup }}></div>`;

/**
 * An article's answer.
 * @param {{body: import("./conversation.js").Article}} props
 */
export function ArticleBody({ body }) {
  return html`${body.note && html`<p class="article-note muted small">${body.note}</p>`}<div class="article" lang=${body.language}>
    <h3>${body.title}</h3>
    <${Prose} markup=${body.html} />
    ${body.video && html`<a class="article-link" href=${body.video} target="_blank" rel="noopener noreferrer">
      ${t("Watch the video")} <${Icon} of=${ExternalLink} size=${14} /></a>`}
    ${body.link && html`<a class="article-link" href=${body.link} target="_blank" rel="noopener noreferrer">
      ${t("Read the whole article")} <${Icon} of=${ExternalLink} size=${14} /></a>`}
  </div>`;
}
