// What htmx does not do for our pages by itself. They work without any script.

// Links load pages, some of which are files; only forms are answered in place.
document.addEventListener("htmx:before:init", (event) => {
  if (event.target.localName === "a") event.preventDefault();
});

// What was sent is not filled in or ticked any more. Whoever typed a line may type the next one; whoever pressed a button is led to what
// it brought.
document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.request?.method !== "POST") return;
  const form = ctx.request.form;
  if (form?.isConnected) form.reset();
  if (!form?.isConnected || !form.matches(".say")) document.getElementById("told")?.focus({ preventScroll: true });
});

// A stream that began comes back by itself; for one that was refused, or did not come at all, it is asked again, not by all pages at once.
const askAgain = (stream) => setTimeout(() => {
  if (!stream.isConnected) return;
  if (document.hidden) askAgain(stream);
  else htmx.ajax("GET", stream.getAttribute("hx-sse:connect"), { source: stream });
}, 45000 + 30000 * Math.random());
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const status = ctx.response?.status ?? 503;
  const isRefused = !ctx.extensionPromise && (status === 429 || status >= 500);
  if (isRefused && ctx.sourceElement.hasAttribute("hx-sse:connect")) askAgain(ctx.sourceElement);
});
