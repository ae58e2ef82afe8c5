import { ArrowDownUp, FilePenLine, Lightbulb, MessageCircleQuestionMark, WholeWord } from "../vendor/lucide-knowledge.js";
import { t } from "../shared/i18n.js";
import { ArticlesView } from "./articles-view.js";
import { ExchangeView } from "./exchange-view.js";
import { GapsView } from "./gaps-view.js";
import { SuggestionsView } from "./suggestions-view.js";
import { WordsView } from "./words-view.js";

/**
 * The views of the page, in the order of its navigation.
 * @typedef {{name: import("./where.js").ViewName, words: () => string, icon: any, component: any}} View
 * @type {readonly View[]}
 */
export const VIEWS = [
  { name: "articles", words: () => t("Articles"), icon: FilePenLine, component: ArticlesView },
  { name: "gaps", words: () => t("Gaps"), icon: MessageCircleQuestionMark, component: GapsView },
  { name: "suggestions", words: () => t("Suggestions"), icon: Lightbulb, component: SuggestionsView },
  { name: "words", words: () => t("Words"), icon: WholeWord, component: WordsView },
  { name: "exchange", words: () => t("Import and export"), icon: ArrowDownUp, component: ExchangeView },
];
