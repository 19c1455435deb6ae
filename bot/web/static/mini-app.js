// The page as Telegram opens it. What Telegram says of who opened it is exchanged for a secret, which is held here alone and shown with
// every request: a frame of Telegram's web client is given no cookie. So links and forms go by fetch, and what comes is written here.
"use strict";
(() => {
  const { session, home } = document.currentScript.dataset;
  const app = window.Telegram?.WebApp;
  const root = document.documentElement;
  const trail = [];
  let secret = "";
  let shown = home;
  let current = home;
  let stream = new AbortController();
  let timer = 0;
  let pictures = [];
  let going = null;

  const show = (id) => {
    document.getElementById("opening")?.remove();
    document.getElementById(id).hidden = false;
  };

  // Telegram's colours in the places of ours, each pair as far as it can be read.
  const light = (colour) => {
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const mixed = (one, other, share) => {
    const part = (at) => Math.round(parseInt(one.slice(at, at + 2), 16) * (1 - share) + parseInt(other.slice(at, at + 2), 16) * share);
    return `#${[1, 3, 5].map((at) => part(at).toString(16).padStart(2, "0")).join("")}`;
  };
  const dress = () => {
    const given = Object.entries(app.themeParams ?? {}).filter(([, colour]) => /^#[0-9a-f]{6}$/i.test(colour));
    const theme = Object.fromEntries(given);
    const ground = theme.secondary_bg_color ?? theme.bg_color;
    const sheet = theme.section_bg_color ?? theme.bg_color;
    const ink = theme.text_color;
    const reads = (colour) => [ground, sheet].every((other) => contrast(colour, other) >= 4.5);
    const isWhole = ground && sheet && ink && reads(ink);
    const readable = (colour = ink) => {
      const shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
      return shares.map((share) => mixed(colour, ink, share)).find(reads) ?? ink;
    };
    const colours = () => {
      const faint = readable(theme.hint_color);
      const accent = readable(theme.button_color ?? theme.link_color);
      const onAccent = [theme.button_text_color, sheet].find((one) => one && contrast(one, accent) >= 4.5);
      const danger = readable(theme.destructive_text_color);
      const line = theme.section_separator_color ?? mixed(sheet, ink, 0.15);
      return { ground, sheet, ink, faint, edge: faint, line, accent, danger, "on-accent": onAccent ?? ground };
    };
    const chosen = isWhole ? colours() : {};
    for (const name of ["ground", "sheet", "ink", "faint", "edge", "line", "accent", "danger", "on-accent"]) {
      if (chosen[name]) root.style.setProperty(`--${name}`, chosen[name]);
      else root.style.removeProperty(`--${name}`);
    }
    if (isWhole) root.dataset.theme = light(ground) < 0.18 ? "dark" : "light";
    else delete root.dataset.theme;
  };

  const ask = (address, options = {}) =>
    fetch(address, {
      ...options,
      credentials: "omit",
      headers: { ...options.headers, Authorization: `Bearer ${secret}` },
    });

  // A picture is fetched with the secret as well.
  const paint = async (image, source) => {
    const response = await ask(source);
    if (!response.ok || !image.isConnected) return;
    image.src = URL.createObjectURL(await response.blob());
    pictures.push(image.src);
  };

  const write = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const paintings = [];
    for (const image of page.querySelectorAll("img[src^='/']")) {
      paintings.push([image, image.getAttribute("src")]);
      image.removeAttribute("src");
    }
    pictures.splice(0).forEach((one) => URL.revokeObjectURL(one));
    document.title = page.title;
    document.body.replaceChildren(...page.body.childNodes);
    paintings.forEach(([image, source]) => paint(image, source).catch(() => {}));
    listen();
  };

  // The same where it was only looked at anew: what was open, had the focus or was filled in still is, and does.
  const rewrite = (html) => {
    const reachable = () => [...document.querySelectorAll("a, button, input, select, textarea, summary")];
    const details = () => [...document.querySelectorAll("details")];
    const [place, open] = [reachable().indexOf(document.activeElement), details().map((one) => one.open)];
    const asBefore = typed.keep();
    write(html);
    asBefore();
    details().forEach((one, at) => (one.open = open[at] ?? one.open));
    reachable()[place]?.focus({ preventScroll: true });
  };

  // A page says where it is told that it has changed; it is fetched anew by its address then. Nobody listens for a page that is hidden.
  const listen = async () => {
    stream.abort();
    clearTimeout(timer);
    const { signal } = (stream = new AbortController());
    const address = document.querySelector("[hx-sse\\:connect]")?.getAttribute("hx-sse:connect");
    if (!address || document.hidden) return;
    let wait = 60000;
    try {
      const response = await ask(address, { signal });
      if (response.ok) {
        wait = 5000;
        if (await tells(response.body.getReader())) wait = 0;
      }
    } catch {
      wait = 5000;
    }
    if (!signal.aborted) later(wait);
  };
  const tells = async (reader) => {
    const decoder = new TextDecoder();
    for (let heard = ""; ; ) {
      const { value, done } = await reader.read();
      if (done) return false;
      heard = (heard + decoder.decode(value, { stream: true })).slice(-200);
      if (heard.includes("event: changed")) return true;
    }
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  };

  const save = async (response) => {
    const named = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = named ? named[1] : "roadmate";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // Ask for a page and show it; whoever did it is led to what it brought, unless it was only looked at anew, which gives way to a press.
  const go = async (address, options, isQuiet = false) => {
    if (going && (isQuiet || !going.isQuiet)) return;
    going?.giveWay.abort();
    const mine = (going = { isQuiet, giveWay: new AbortController() });
    if (!isQuiet) document.body.setAttribute("aria-busy", "true");
    try {
      const response = await ask(address, { ...options, signal: mine.giveWay.signal });
      if (!response.headers.get("Content-Type")?.startsWith("text/html")) {
        await save(response);
        return;
      }
      const came = new URL(response.url);
      const html = await response.text();
      if (going !== mine) return;
      const isRefused = response.status === 429 || response.status >= 500;
      if (isQuiet && (isRefused || typed.isUnderWay())) {
        later(isRefused ? 60000 : 2000);
        return;
      }
      if (isQuiet && response.ok && typed.isLostIn(new DOMParser().parseFromString(html, "text/html"))) {
        later(20000);
        return;
      }
      (isQuiet ? rewrite : write)(html);
      if (response.ok && options?.method === "POST" && !response.redirected) {
        secret = ""; // whoever is told where they sent it, and led to no page, is signed in no more
        trail.length = 0;
      } else if (response.ok) {
        current = came.pathname + came.search;
        came.searchParams.delete("told");
        const page = came.pathname + came.search;
        if (!options && !isQuiet && shown !== page) trail.push(shown);
        shown = page;
        if (shown === home) trail.length = 0;
      }
      if (!isQuiet) {
        const led = document.getElementById("told") ?? document.getElementById("main");
        led?.focus({ preventScroll: true });
        if (led?.id === "told") led.scrollIntoView();
        else scrollTo(0, 0);
      }
      if (trail.length) app.BackButton?.show();
      else app.BackButton?.hide();
    } catch {
      if (going !== mine) return;
      if (isQuiet) later(15000);
      else warn();
    } finally {
      if (going === mine) {
        going = null;
        document.body.removeAttribute("aria-busy");
      }
    }
  };

  const warn = () => {
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = unreachable;
    document.getElementById("main").prepend(line);
  };

  const follow = (event) => {
    const link = event.target.closest?.("a[href]");
    const said = link?.getAttribute("href");
    if (!link || event.defaultPrevented || event.button || said.startsWith("#")) return;
    const address = new URL(said, new URL(shown, location.href));
    const isWayIn = address.pathname.startsWith(`${home}in/`); // for a browser, which is given a cookie
    if (address.origin === location.origin && !isWayIn) {
      event.preventDefault();
      go(address);
    } else if (address.hostname === "t.me" && app.openTelegramLink) {
      event.preventDefault();
      app.openTelegramLink(address.href);
    } else if (/^https?:$/.test(address.protocol) && app.openLink) {
      event.preventDefault();
      app.openLink(address.href);
    }
  };

  // In the order of the page, the button that was pressed among them; older browsers leave that out.
  const fieldsOf = (form, submitter) => {
    const [alone, whole] = [new FormData(form), new FormData(form, submitter)].map((one) => [...one]);
    if (submitter?.name && whole.length === alone.length) whole.push([submitter.name, submitter.value]);
    return new URLSearchParams(whole);
  };

  const send = (event) => {
    const { target: form, submitter } = event;
    event.preventDefault();
    const fields = fieldsOf(form, submitter);
    const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
    const address = new URL(action, new URL(shown, location.href));
    if (address.origin !== location.origin) return;
    if (form.getAttribute("method")?.toLowerCase() === "post") {
      go(address, { method: "POST", body: fields });
    } else {
      address.search = fields;
      go(address);
    }
  };

  // What was said in the chat meanwhile is shown, unless somebody is typing here: their field would be another one.
  const look = () => {
    if (document.hidden || !secret) {
      stream.abort();
      return;
    }
    if (going || typed.isUnderWay()) later(2000);
    else go(current, undefined, true);
  };

  const open = async () => {
    app.ready?.();
    app.expand?.();
    dress();
    app.onEvent?.("themeChanged", dress);
    document.addEventListener("click", follow);
    document.addEventListener("submit", send);
    document.addEventListener("visibilitychange", look);
    const response = await fetch(session, {
      method: "POST",
      credentials: "omit",
      headers: { Authorization: `tma ${app.initData}` },
    });
    if (!response.ok) {
      write(await response.text());
      return;
    }
    const given = await response.json();
    secret = given.secret;
    history.replaceState(null, "", location.pathname); // what was exchanged stands behind it
    app.BackButton?.onClick?.(() => go(trail.pop() ?? home, { method: "GET" }));
    await go(given.first);
  };

  const unreachable = document.getElementById("unreachable").textContent.trim();
  if (app?.initData) open().catch(() => show("unreachable"));
  else show("outside");
})();
