// What htmx does not do for our pages by itself. They work without any script.
"use strict";

// Links load pages, some of which are files; only forms are answered in place.
document.addEventListener("htmx:before:init", (event) => {
  if (event.target.localName === "a") event.preventDefault();
});

// What is not sent yet stays while the page around it changes. A page that comes by itself waits while it has no more of a form that somebody
// has begun to fill in: another tab was answered meanwhile, or the answer is too old.
const kept = new WeakMap();
const waiting = new WeakSet();
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  const main = tasks.find((one) => one.type === "main");
  if (ctx.request?.method === "GET" && ctx.response?.status === 200 && main && typed.isLostIn(main.fragment)) {
    event.preventDefault();
    again(ctx.sourceElement);
    return;
  }
  kept.set(ctx, typed.keep(ctx.request?.form));
});
const again = (page) => {
  if (waiting.has(page)) return;
  waiting.add(page);
  later(20, page, () => {
    waiting.delete(page);
    htmx.trigger(page, "changed");
  });
};

// What was sent is not filled in or ticked any more. Whoever typed a line may type the next one; whoever pressed a button is led to what
// it brought.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  kept.get(ctx)?.();
  if (ctx.request?.method !== "POST") return;
  const form = ctx.request.form;
  if (form?.isConnected) form.reset();
  if (!form?.isConnected || !form.matches(".say")) document.getElementById("told")?.focus({ preventScroll: true });
});

// After so many seconds, and up to as many more, for not all pages are to come at once; one that nobody sees waits on.
const later = (seconds, element, again) =>
  setTimeout(() => {
    if (!element.isConnected) return;
    if (document.hidden) later(seconds, element, again);
    else again();
  }, seconds * 1000 * (1 + Math.random()));

// A stream that began while nobody saw the page is closed as one that did before, until somebody looks.
document.addEventListener("htmx:sse:after:connection", ({ detail: { connection } }) =>
  queueMicrotask(() => {
    if (document.hidden) connection.visibilityHandler?.();
  }),
);

// A stream that began comes back by itself; for one that was refused, or did not come at all, it is asked again. A page that was told that
// it is old, and could not be had anew or had to give way to what could not be had, asks for itself until it is there.
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const status = ctx.response?.status ?? 503;
  if (ctx.extensionPromise || (status !== 429 && status < 500)) return;
  const stream = ctx.sourceElement;
  if (stream.hasAttribute("hx-sse:connect")) {
    later(45, stream, () => htmx.ajax("GET", stream.getAttribute("hx-sse:connect"), { source: stream }));
    return;
  }
  const page = document.querySelector("[hx-trigger=changed]");
  const wait = Number(ctx.response?.headers.get("Retry-After")) || 0;
  if (page) later(Math.max(wait, 5), page, () => htmx.trigger(page, "changed"));
});
