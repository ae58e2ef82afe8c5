// Counts for steady.js: [id, ms] comes in, the id goes back when the time is over.
onmessage = ({ data: [id, ms] }) => setTimeout(() => postMessage(id), ms);
