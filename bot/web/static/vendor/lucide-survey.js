// Lucide 1.62.0 icons on a 24 by 24 grid, ISC licence, see LICENSE.lucide.txt: only the ones in use.
// Each is a list of [SVG element, its attributes]; shared/icons.js draws them.

export const ArrowLeft = [["path",{d:"m12 19-7-7 7-7"}],["path",{d:"M19 12H5"}]];
export const CalendarPlus = [["path",{d:"M16 18h6"}],["path",{d:"M16 2v3"}],["path",{d:"M19 15v6"}],["path",{d:"M21 11.5V5a2 2 0 00-2-2H5a2 2 0 00-2 2v14a2 2 0 002 2h8.3"}],["path",{d:"M3 9h18"}],["path",{d:"M8 2v3"}]];
export const Check = [["path",{d:"M20 6 9 17l-5-5"}]];
export const CircleCheck = [["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16 9-5.5 5.5L8 12"}]];
export const Clock = [["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 6v6l4 2"}]];
export const FaceAngry = [["path",{d:"M15 12v-1.584"}],["path",{d:"M17 10a5 5 0 00-3 1"}],["path",{d:"M7 10a5 5 0 013 1"}],["path",{d:"M9 12v-1.584"}],["path",{d:"M9 17a5 5 0 016.001 0"}],["circle",{cx:"12",cy:"12",r:"10"}]];
export const FaceGrinning = [["path",{d:"M15 10V9"}],["path",{d:"M7.084 14.302a5.12 5.12 0 009.833 0 .24.24 0 00-.235-.302H7.32a.24.24 0 00-.235.302"}],["path",{d:"M9 10V9"}],["circle",{cx:"12",cy:"12",r:"10"}]];
export const FaceNeutral = [["path",{d:"M15 10V9"}],["path",{d:"M8 16h8"}],["path",{d:"M9 10V9"}],["circle",{cx:"12",cy:"12",r:"10"}]];
export const FaceSlightlyFrowning = [["path",{d:"M15 10V9"}],["path",{d:"M9 10V9"}],["path",{d:"M9 16a5 5 0 016 0"}],["circle",{cx:"12",cy:"12",r:"10"}]];
export const FaceSlightlySmiling = [["path",{d:"M15 10V9"}],["path",{d:"M16.472 15a6 6 0 01-8.943 0"}],["path",{d:"M9 10V9"}],["circle",{cx:"12",cy:"12",r:"10"}]];
export const Star = [["path",{d:"M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"}]];
export const ThumbsDown = [["path",{d:"M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z"}],["path",{d:"M17 14V2"}]];
export const ThumbsUp = [["path",{d:"M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z"}],["path",{d:"M7 10v12"}]];
