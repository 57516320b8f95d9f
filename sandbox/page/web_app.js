// Stands in for Telegram's script inside a Mini App: who opened it, in which colours, and a camera that is typed into.
"use strict";
(() => {
  const given = new URLSearchParams(location.hash.slice(1));
  const version = given.get("tgWebAppVersion") || "6.0";

  function isDark(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return 0.299 * red + 0.587 * green + 0.114 * blue < 120;
  }

  const theme = JSON.parse(given.get("tgWebAppThemeParams") || "{}");
  const style = document.documentElement.style;
  for (const [name, colour] of Object.entries(theme)) style.setProperty(`--tg-theme-${name.replaceAll("_", "-")}`, colour);
  if (theme.bg_color) style.setProperty("--tg-color-scheme", isDark(theme.bg_color) ? "dark" : "light");

  function isVersionAtLeast(wanted) {
    const [a, b] = [version, wanted].map((one) => one.split(".").map(Number));
    return a[0] > b[0] || (a[0] === b[0] && (a[1] || 0) >= (b[1] || 0));
  }

  function make(tag, style, text = "") {
    const node = document.createElement(tag);
    Object.assign(node.style, style);
    node.textContent = text;
    return node;
  }

  function showScanQrPopup(params, callback) {
    const dark = { position: "fixed", inset: "0", background: "#111", color: "#fff", padding: "24px", zIndex: "9" };
    const screen = make("form", { ...dark, display: "block" });
    const seen = make("input", { width: "100%", minHeight: "48px", font: "inherit" });
    seen.setAttribute("aria-label", "What the camera sees");
    const done = make("button", {}, "Scanned");
    const leave = make("button", {}, "Close the camera");
    leave.type = "button";
    leave.addEventListener("click", () => screen.remove());
    screen.addEventListener("submit", (event) => {
      event.preventDefault();
      if (seen.value && (!callback || callback(seen.value) === true)) screen.remove();
    });
    screen.append(make("p", {}, params.text || ""), seen, done, leave);
    document.body.append(screen);
    seen.focus();
  }

  window.Telegram = {
    WebApp: {
      initData: given.get("tgWebAppData") || "",
      version,
      platform: given.get("tgWebAppPlatform") || "unknown",
      isVersionAtLeast,
      showScanQrPopup,
      ready() {},
      expand() {},
      close: () => parent.postMessage("web_app_close", "*"),
    },
  };
})();
