import { createContext, useContext } from "../shared/html.js";

const EditorContext = createContext(/** @type {any} */ (null));

/** Gives the article that is open to every component below it. */
export const EditorProvider = EditorContext.Provider;

/** @returns {import("./editor.js").ArticleEditor} */
export const useEditor = () => useContext(EditorContext);
