import { t } from "../shared/i18n.js";

/**
 * The kinds of files that articles come and go in.
 * @type {readonly {name: string, words: () => string, about: () => string}[]}
 */
export const FORMATS = [
  { name: "csv", words: () => t("CSV"), about: () => t("for spreadsheets, a row for each way of asking") },
  { name: "tsv", words: () => t("TSV"), about: () => t("the same with tabs between columns") },
  { name: "jsonl", words: () => t("JSON lines"), about: () => t("an article a line, for programs") },
  { name: "markdown", words: () => t("Markdown"), about: () => t("a file for each article and language, as a zip") },
  { name: "faq", words: () => t("FAQ page"), about: () => t("a web page with FAQ markup (schema.org)") },
  { name: "zendesk", words: () => t("Zendesk"), about: () => t("its help centre's articles, as JSON") },
  { name: "chatwoot", words: () => t("Chatwoot"), about: () => t("its help centre's articles, as JSON") },
];
