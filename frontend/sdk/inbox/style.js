// The look: a page changes it by the variables that begin with --sojourn.
export const STYLE = `
:host {
  --accent: var(--sojourn-accent, #4c5fd5);
  --on-accent: var(--sojourn-on-accent, #fff);
  --back: var(--sojourn-background, #fff);
  --text: var(--sojourn-text, #1a1d29);
  --muted: var(--sojourn-muted, #5b6172);
  --line: var(--sojourn-border, #e3e5ec);
  --hover: var(--sojourn-hover, #f4f5f9);
  --round: var(--sojourn-radius, 8px);
  --badge: var(--sojourn-badge, #c92a2a);
  display: inline-block; position: relative; color-scheme: light;
  font: 14px/1.45 var(--sojourn-font, system-ui, sans-serif);
}
@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) {
    --accent: var(--sojourn-accent, #91a0ff); --on-accent: var(--sojourn-on-accent, #14161f);
    --back: var(--sojourn-background, #1c1f2a); --text: var(--sojourn-text, #eceef5);
    --muted: var(--sojourn-muted, #a5abbd); --line: var(--sojourn-border, #343949);
    --hover: var(--sojourn-hover, #262a38); color-scheme: dark;
  }
}
:host([theme="dark"]) {
  --accent: var(--sojourn-accent, #91a0ff); --on-accent: var(--sojourn-on-accent, #14161f);
  --back: var(--sojourn-background, #1c1f2a); --text: var(--sojourn-text, #eceef5);
  --muted: var(--sojourn-muted, #a5abbd); --line: var(--sojourn-border, #343949);
  --hover: var(--sojourn-hover, #262a38); color-scheme: dark;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
button, a { font: inherit; color: inherit; text-decoration: none; cursor: pointer; }
button { background: none; border: 0; padding: 0; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: var(--round); }
.bell { position: relative; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 50%;
  color: var(--sojourn-bell, currentColor); }
.bell:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
.badge { position: absolute; top: 2px; inset-inline-end: 0; min-width: 20px; height: 20px; padding: 0 5px;
  border-radius: 10px; background: var(--badge); color: #fff; font-size: 12px; line-height: 20px; font-weight: 600;
  font-variant-numeric: tabular-nums; text-align: center; }
section { position: absolute; z-index: 2147483000; top: 100%; inset-inline-end: 0; width: min(380px, calc(100vw - 16px));
  max-height: min(560px, 80vh); overflow: auto; margin-top: 4px; background: var(--back); color: var(--text);
  border: 1px solid var(--line); border-radius: var(--round); box-shadow: 0 8px 32px rgb(0 0 0 / .18); text-align: start; }
:host([align="left"]) section { inset-inline: 0 auto; }
@media (max-width: 480px) { section, :host([align="left"]) section { position: fixed; top: auto; bottom: 8px; inset-inline: 8px; width: auto; } }
section:focus { outline: none; }
header { position: sticky; top: 0; display: flex; align-items: center; justify-content: space-between;
  padding: 8px 8px 8px 16px; background: var(--back); border-bottom: 1px solid var(--line); }
h2 { margin: 0; font-size: 16px; font-weight: 600; }
.plain { display: grid; place-items: center; width: 32px; height: 32px; border-radius: var(--round); color: var(--muted); }
.plain:hover { background: var(--hover); color: var(--text); }
ul { list-style: none; margin: 0; padding: 0; }
li { position: relative; border-bottom: 1px solid var(--line); }
li:last-child { border: 0; }
li img { display: block; width: 100%; max-height: 160px; object-fit: cover; }
.open { display: block; width: 100%; padding: 12px 48px 12px 16px; text-align: start; overflow-wrap: anywhere; }
.open:hover { background: var(--hover); }
.open:focus-visible { outline-offset: -2px; }
.open span { display: block; }
.open .title { font-weight: 600; }
.open .text { white-space: pre-line; }
time { color: var(--muted); font-size: 12px; }
.open .dot { display: inline-block; width: 8px; height: 8px; margin-inline-end: 8px; border-radius: 50%; background: var(--accent); }
.remove { position: absolute; top: 8px; inset-inline-end: 8px; }
li:has(img) .remove { background: var(--back); }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; padding: 4px 16px 12px; }
.button { padding: 6px 12px; border-radius: var(--round); background: var(--accent); color: var(--on-accent); font-weight: 500; }
.button ~ .button { background: none; color: var(--text); box-shadow: inset 0 0 0 1px var(--line); }
.empty, .offline { margin: 0; padding: 32px 24px; color: var(--muted); text-align: center; }
.empty strong { display: block; color: var(--text); }
.offline { padding: 6px; font-size: 12px; background: var(--hover); }
.said { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
`
