import { html, useEffect, useState } from "../shared/html.js";
import { LANGUAGES, language } from "../shared/i18n.js";
import { listArticles } from "./api.js";
import { Attributes } from "./attributes.js";
import { Synonyms } from "./synonyms.js";

/** The words that the bot is told: synonyms, names, and what it asks before it answers. */
export function WordsView() {
  const [languages, set] = useState(Object.keys(LANGUAGES));
  useEffect(() => {
    listArticles({ limit: 1 }).then(({ languages: known }) => { if (known.length) set(known); }, () => {}); // all of ours will do
  }, []);
  const own = language.value;
  const ordered = [...languages].sort((a, b) => Number(b === own) - Number(a === own));
  return html`<${Synonyms} languages=${ordered} /><${Attributes} languages=${ordered} />`;
}
