import { createContext, useContext } from "../shared/html.js";

const EditorContext = createContext(/** @type {any} */ (null));

/** Gives the survey that is open, and what is shown of it, to every component below it. */
export const EditorProvider = EditorContext.Provider;

/** @returns {{editor: import("./survey-editor.js").SurveyEditor, shown: string[]}} shown: the languages that are written side by side */
export const useEditor = () => useContext(EditorContext);
