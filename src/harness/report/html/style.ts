import { colours, drawingStyle } from '../../../drawing/style.ts';

/** The style sheet of the page: light and dark, without images or fonts. */
export const style: string = `${colours}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif}
code,pre,h3{font-family:var(--mono)}
header{display:flex;gap:1rem;align-items:center;padding:1.25rem max(1rem,calc(50vw - 42rem));color:#fff}
header h1{font-size:1.35rem;line-height:1.25;margin:0}header p{margin:.25rem 0 0;opacity:.9}
.mark{font-size:2.4rem;line-height:1;font-weight:700}
.status-0{background:#1a7f37}.status-1{background:#b3261e}.status-3{background:#8a5a00}
main{max-width:84rem;margin:0 auto;padding:0 1rem 3rem}
h2{font-size:1.1rem;margin:2rem 0 .6rem}h3{font-size:1rem;margin:0 0 .4rem}p{margin:.35rem 0}
code,h3{overflow-wrap:anywhere}
a{color:var(--link)}:focus-visible{outline:2px solid var(--link);outline-offset:1px}
table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600}thead th{color:var(--quiet);font-weight:500}.number{text-align:right;font-variant-numeric:tabular-nums}.lost{color:var(--bad)}
.quiet,small{color:var(--quiet)}.quiet{font-size:.85rem;overflow-wrap:anywhere}
.chip{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:0 .6rem;margin:0 .3rem .2rem 0;font-size:.85rem;overflow-wrap:anywhere}
.blame,.failed{border-color:var(--bad);color:var(--bad)}.warned{border-color:var(--warn);color:var(--warn)}
article{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:.4rem;padding:1rem;margin:1rem 0}
article.known{border-left-color:var(--line)}h3 a{text-decoration:none;margin-right:.3rem}
pre{margin:.4rem 0;padding:.6rem;background:var(--paper);border:1px solid var(--line);border-radius:.3rem;overflow-x:auto;font-size:.8rem;line-height:1.45}
details{margin:.5rem 0}summary{cursor:pointer}figure{margin:0;min-width:0}figcaption{font-size:.9rem}
.outputs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(30rem,100%),1fr));gap:.8rem}
mark{background:var(--mark);color:inherit}
.contents{columns:2 30rem;padding-left:1.6rem;font-size:.9rem}.contents li{overflow-wrap:anywhere}
.matrix{display:block;max-width:none}.matrix text{font:9px ui-monospace,"Liberation Mono",monospace;fill:var(--quiet)}
.matrix .covered{fill:var(--good)}.matrix .uncovered{fill:var(--illegal)}.matrix .uncovered:hover{stroke:var(--ink)}
.legend .covered{background:var(--good)}.legend .uncovered{background:var(--illegal)}
@media (max-width:40rem){header h1{font-size:1.1rem}}
@media print{header{color:#000;background:none;border-bottom:2px solid}details{display:block}}
${drawingStyle}`;
