/** What a conversation needs beyond the greeting and the composer; fetched with the first letter that is written (main.js). */

import { also } from "../shared/i18n.js";
import { sheet } from "../shared/sheet.js";

export { Suggestions } from "./suggestions.js";
export { Thread } from "./thread.js";
export { UnaskedSwitch } from "./unasked-switch.js";
export { Waiting } from "./waiting.js";

/** What has to be there before anything of this is drawn. */
export const prepared = () => Promise.all([sheet(new URL("talk.css", import.meta.url).href), also("talk")]);
