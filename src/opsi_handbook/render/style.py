"""How a page in HTML looks: typography first, quiet, the same in light and dark, on paper and on a small screen."""

from __future__ import annotations

__all__ = ["CSS"]

CSS = """\
:root {
  color-scheme: light dark;
  --ink: #1c1b19; --quiet: #5a5752; --paper: #fffefb; --line: #d8d3c8; --accent: #1d4f63; --note: #f3efe5;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", Georgia, serif;
  --sans: "Source Sans 3", "Segoe UI", "Noto Sans", system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9e6df; --quiet: #b3aea4; --paper: #171816; --line: #45443f; --accent: #93c9dd; --note: #24251f;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--serif); }
body { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { font-size: 2.25rem; font-weight: 600; letter-spacing: -0.01em; margin: 0; }
h2 { font-size: 1.5rem; font-weight: 600; margin: 3.25rem 0 0.75rem; padding-top: 0.9rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1.1875rem; font-weight: 600; margin: 2.25rem 0 0.5rem; }
h4 { font: 600 0.875rem/1.4 var(--sans); color: var(--quiet); margin: 1.25rem 0 0.35rem; }
p { margin: 0.6rem 0; }
header .aside { font: 1rem/1.5 var(--sans); color: var(--quiet); margin: 0.5rem 0 0; }
.notice { background: var(--note); border-inline-start: 3px solid var(--accent); padding: 0.7rem 1rem;
  margin: 1.5rem 0 0; }
.aside { font: 0.8125rem/1.4 var(--sans); color: var(--quiet); font-weight: 400; }
ul, ol { margin: 0.6rem 0; padding-inline-start: 1.5rem; }
li { margin: 0.45rem 0; break-inside: avoid; }
li::marker { color: var(--quiet); font-variant-numeric: tabular-nums; }
li > strong { font-weight: 600; }
.title { columns: 2 17rem; column-gap: 2.5rem; font-size: 0.9375rem; }
.title > li { margin: 0 0 0.3rem; }
.box { list-style: none; padding-inline-start: 0; }
.box > li { position: relative; padding-inline-start: 1.75rem; }
.box > li::before { content: ""; position: absolute; inset-inline-start: 0; top: 0.32em; width: 0.95em; height: 0.95em;
  border: 1.5px solid var(--quiet); border-radius: 2px; }
.blank { display: flex; gap: 0.75rem; align-items: flex-end; }
.blank::after { content: ""; flex: 1; min-width: 4rem; border-bottom: 1px solid var(--quiet); height: 1.6em; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font: 0.9375rem/1.45 var(--sans); }
caption { text-align: start; color: var(--quiet); padding-bottom: 0.6rem; }
th, td { text-align: start; vertical-align: top; padding: 0.45rem 1rem 0.45rem 0; border-bottom: 1px solid var(--line);
  font-weight: 400; }
th:dir(rtl), td:dir(rtl) { padding: 0.45rem 0 0.45rem 1rem; }
thead th { font-weight: 600; border-bottom: 1.5px solid var(--ink); vertical-align: bottom; }
thead th .name::first-letter, td::first-letter, td strong::first-letter { text-transform: uppercase; }
thead th .name { display: inline-block; }
thead th .aside { display: block; }
tbody th[scope="rowgroup"] { font-weight: 600; color: var(--accent); padding-top: 1.4rem; }
caption span, tbody th[scope="rowgroup"] span { position: sticky; inset-inline-start: 0; display: inline-block;
  max-width: calc(100vw - 2.5rem); }
td strong { font-weight: 600; }
tr { break-inside: avoid; }
footer { margin-top: 4rem; font-size: 0.9375rem; }
@media (max-width: 30rem) {
  body { padding: 1.75rem 1rem 3rem; }
  h1 { font-size: 1.75rem; }
  li, p, th, td { hyphens: auto; }
  h2 { font-size: 1.3125rem; margin-top: 2.5rem; }
}
@media print {
  :root { --ink: #000; --quiet: #444; --paper: #fff; --line: #bbb; --accent: #000; --note: #fff; }
  @page { margin: 20mm 18mm; }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  a { text-decoration: none; }
  a[href]::after { content: " (" attr(href) ")"; font: 0.8em var(--sans); overflow-wrap: anywhere; }
}
"""
"""The style sheet, whole: it names no file and no address."""
