import { ExternalLink } from "../vendor/lucide-widget.js";
import { html } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";

/**
 * An article's answer.
 *
 * The one place where a page takes HTML: an article is written in Markdown by the people of the house, and the server turns
 * it into HTML and sends that through an allow-list (nh3: no scripts, styles, handlers or foreign schemes). What customers
 * and agents type never comes this way.
 * @param {{body: import("./conversation.js").Article}} props
 */
export function ArticleBody({ body }) {
  return html`<div class="article" lang=${body.language}>
    <h3>${body.title}</h3>
    <div class="prose" dangerouslySetInnerHTML=${{ __html: body.html }}></div>
    ${body.link && html`<a class="article-link" href=${body.link} target="_blank" rel="noopener noreferrer">
      ${t("Read the whole article")} <${Icon} of=${ExternalLink} size=${14} /></a>`}
  </div>`;
}
