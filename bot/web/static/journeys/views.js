import { KeyRound, List, Route, Upload } from "../vendor/lucide-journeys.js";
import { t } from "../shared/i18n.js";
import { JourneysView } from "./journeys-view.js";
import { KeysView } from "./keys-view.js";
import { TouchpointsView } from "./touchpoints-view.js";
import { UploadView } from "./upload-view.js";

/**
 * The views of the page, in the order of its navigation.
 * @typedef {{name: import("./where.js").ViewName, words: () => string, icon: any, component: any}} View
 * @type {readonly View[]}
 */
export const VIEWS = [
  { name: "journeys", words: () => t("Journeys"), icon: Route, component: JourneysView },
  { name: "touchpoints", words: () => t("Touchpoints"), icon: List, component: TouchpointsView },
  { name: "upload", words: () => t("Upload"), icon: Upload, component: UploadView },
  { name: "keys", words: () => t("API keys"), icon: KeyRound, component: KeysView },
];
