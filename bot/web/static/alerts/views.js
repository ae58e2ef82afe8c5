import { Bell, Clock, Mail, Send } from "../vendor/lucide-alerts.js";
import { t } from "../shared/i18n.js";
import { DigestsView } from "./digests-view.js";
import { HistoryView } from "./history-view.js";
import { RulesView } from "./rules-view.js";
import { TargetsView } from "./targets-view.js";

/**
 * The views of the page, in the order of its navigation.
 * @type {readonly {name: import("./where.js").ViewName, words: () => string, icon: any, component: any}[]}
 */
export const VIEWS = [
  { name: "rules", words: () => t("Rules"), icon: Bell, component: RulesView },
  { name: "targets", words: () => t("Destinations"), icon: Send, component: TargetsView },
  { name: "digests", words: () => t("Digests"), icon: Mail, component: DigestsView },
  { name: "history", words: () => t("History"), icon: Clock, component: HistoryView },
];
