/** The style sheet of the page: light and dark, without images or fonts. */
export const style = `
:root{color-scheme:light dark;--ink:#1c2128;--quiet:#5a6472;--paper:#fff;--card:#f6f7f9;--line:#d3d9e0;--link:#0a58ca;
--good:#1a7f37;--bad:#c4281c;--warn:#8a5a00;--data:#9ec5f4;--zero:#dfe3e8;--packed:#cdb5f0;--illegal:#f2a59d;--hatch:#0003;--mark:#ffe08a;--accent:#c4281c}
@media (prefers-color-scheme:dark){:root{--ink:#e3e8ee;--quiet:#98a3b0;--paper:#12161c;--card:#1b2129;--line:#37404b;--link:#79b0ff;
--good:#2ea04f;--bad:#e5534b;--warn:#d29922;--data:#27589a;--zero:#3a434f;--packed:#5b3f8c;--illegal:#8c2f28;--hatch:#fff3;--mark:#5c4a12;--accent:#ff7b72}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif}
code,pre,.lines,.cell,.bar,.tick,.label,.legend i,h3{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
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
.legend{display:flex;flex-wrap:wrap;gap:.2rem .4rem;align-items:center;font-size:.85rem;color:var(--quiet)}
.legend i{display:inline-block;width:1.3rem;height:1.3rem;line-height:1.3rem;text-align:center;font-style:normal;color:var(--ink);border:1px solid var(--line);margin-left:.7rem}
.scroll{overflow-x:auto}
.drawing{position:relative;margin:.6rem 0}
.grid{display:grid;gap:3px 0;align-items:stretch;padding-bottom:.4rem;isolation:isolate}
.label{position:sticky;left:0;z-index:3;background:var(--card);padding:.15rem .8rem .15rem 0;font-size:.8rem;line-height:1.3;align-self:center;max-width:22rem;overflow-wrap:anywhere}
.label small{display:block;font-size:.72rem}.detail{color:var(--warn)}.depth{color:var(--quiet)}
.tick{position:relative;font-size:.72rem;color:var(--quiet);border-left:1px solid var(--line);padding-left:.2rem;white-space:nowrap}
.end{position:absolute;right:.1rem}
.place{pointer-events:none;z-index:2;border:2px solid var(--accent);border-radius:3px;margin:0 -1px}
i.data{background:var(--data)}i.compressed{background:var(--packed)}i.zero-plain{background:var(--zero)}i.illegal{background:var(--illegal)}
i.zero-allocated{background:repeating-linear-gradient(45deg,var(--zero) 0 5px,var(--hatch) 5px 7px)}
i.data-hole{background:repeating-linear-gradient(45deg,var(--data) 0 5px,var(--hatch) 5px 7px)}
i.hole{background:repeating-linear-gradient(45deg,transparent 0 5px,var(--hatch) 5px 7px)}
i.reserved{background:repeating-linear-gradient(90deg,transparent 0 3px,var(--hatch) 3px 4px)}
.grid i.hidden{opacity:.28}.legend i.hidden{opacity:.4}
.cell{z-index:1;min-height:2rem;border:1px solid var(--line);display:grid;place-items:center;font-size:.9rem;cursor:help}
.cell.passes{border-style:dashed}.cell.hidden{color:var(--quiet)}.cell.decides{border-color:var(--ink);font-weight:700}
.cell.here{box-shadow:inset 0 0 0 2px var(--accent)}
.bar{min-height:1.7rem;border-radius:.2rem;border:1px solid var(--ink);font-size:.75rem;padding:.15rem .35rem;white-space:nowrap;min-width:0;display:flex;align-items:center;cursor:help}
.bar>span{overflow:hidden;text-overflow:ellipsis}.bar.data{background:var(--data)}.bar.zero-plain{background:var(--zero)}.bar.compressed{background:var(--packed)}
.bar.unallocated{background:transparent;border-style:dashed}.bar.data-hole{background:repeating-linear-gradient(45deg,var(--data) 0 5px,var(--hatch) 5px 7px)}
.side{padding-top:.5rem;padding-bottom:.5rem}
.differs{font-size:.72rem;color:var(--accent);font-weight:700;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding-left:.2rem}
.none{padding:.3rem}
.explanation,.popup{font-size:.8rem;line-height:1.4;padding:.5rem .7rem;border:1px solid var(--line);border-radius:.3rem;background:var(--paper);overflow:auto}
.explanation,.popup{height:calc(var(--lines)*1.12rem + 2.9rem)}
.lines{white-space:pre-wrap;overflow-wrap:anywhere}
.popup{display:none;position:absolute;left:0;right:0;bottom:0;z-index:5;font-weight:400;color:var(--ink);white-space:normal;text-align:left}
.cell:hover>.popup,.cell:focus>.popup,.bar:hover>.popup,.bar:focus>.popup{display:block;border-color:var(--link)}
.matrix{display:block;max-width:none}.matrix text{font:9px ui-monospace,"Liberation Mono",monospace;fill:var(--quiet)}
.matrix .covered{fill:var(--good)}.matrix .uncovered{fill:var(--illegal)}.matrix .uncovered:hover{stroke:var(--ink)}
.legend .covered{background:var(--good)}.legend .uncovered{background:var(--illegal)}.legend .place{border:2px solid var(--accent)}
@media (max-width:40rem){.label{max-width:8rem}header h1{font-size:1.1rem}.explanation,.popup{max-height:20rem}}
@media print{header{color:#000;background:none;border-bottom:2px solid}details{display:block}}
`;
