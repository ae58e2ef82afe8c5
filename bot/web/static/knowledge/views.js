import { FilePenLine } from "../vendor/lucide-knowledge.js";
import { t } from "../shared/i18n.js";
import { ArticlesView } from "./articles-view.js";

/**
 * The views of the page, in the order of its navigation.
 * @typedef {{name: import("./route.js").ViewName, words: () => string, icon: any, component: any}} View
 * @type {readonly View[]}
 */
export const VIEWS = [
  { name: "articles", words: () => t("Articles"), icon: FilePenLine, component: ArticlesView },
];
