import { html, useEffect, useState } from "../shared/html.js";
import { LANGUAGES, language } from "../shared/i18n.js";
import { listArticles } from "./api.js";
import { Attributes } from "./attributes.js";
import { Categories } from "./categories.js";
import { Synonyms } from "./synonyms.js";

/** The words that the bot is told: synonyms, names, what it asks before it answers; and how readers see categories. */
export function WordsView() {
  const [languages, set] = useState(Object.keys(LANGUAGES));
  const [borne, bear] = useState(/** @type {string[]} */ ([]));
  useEffect(() => {
    listArticles({ limit: 1 }).then(({ languages: known, categories }) => {
      if (known.length) set(known);
      bear(categories);
    }, () => {}); // all of our languages will do
  }, []);
  const own = language.value;
  const ordered = [...languages].sort((a, b) => Number(b === own) - Number(a === own));
  return html`<${Synonyms} languages=${ordered} /><${Attributes} languages=${ordered} />
    <${Categories} languages=${ordered} borne=${borne} />`;
}
