// In place of the picker: a page of text that is scrolled a line every two seconds, and a pointer that is always on its
// way. What browsers do to a microphone's sound is off: the sound is to arrive as it was made.
(() => {
  const width = 1280, height = 720, line = 24;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const draw = canvas.getContext("2d", { alpha: false });
  let seed = 7, top = 0;
  const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const letter = () => "abcdefghiklmnoprstuvw"[Math.floor(21 * chance())];
  const word = () => Array.from({ length: 2 + 9 * chance() }, letter).join("");
  const lines = Array.from({ length: 200 }, () => Array.from({ length: 14 }, word).join(" "));
  const page = () => {
    draw.fillStyle = "#fff"; draw.fillRect(0, 0, width, height);
    draw.fillStyle = "#234"; draw.fillRect(0, 0, width, 40);
    draw.fillStyle = "#111"; draw.font = "17px sans-serif";
    for (let row = 0; row < 27; row += 1) draw.fillText(lines[(top + row) % lines.length], 30, 64 + row * line);
    return draw.getImageData(0, 0, width, height);
  };
  let still, began;
  const paint = () => {
    const passed = (performance.now() - began) / 1000;
    if (!still || Math.floor(passed / 2) !== top) { top = Math.floor(passed / 2); still = page(); }
    else draw.putImageData(still, 0, 0);
    const x = 640 + 500 * Math.sin(passed), y = 380 + 280 * Math.cos(1.3 * passed);
    draw.fillStyle = "#c00"; draw.beginPath();
    draw.moveTo(x, y); draw.lineTo(x + 14, y + 14); draw.lineTo(x, y + 20); draw.fill();
  };
  navigator.mediaDevices.getDisplayMedia = async () => {
    began = performance.now();
    setInterval(paint, 83); paint();
    return canvas.captureStream(15);
  };
  const capture = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = ({ audio, video }) => capture({ video, audio: audio
    && { ...audio, echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
})();
