/** The colours and the fonts of drawings and of the pages around them, light and dark. */
export const colours: string = `
:root{color-scheme:light dark;--ink:#1c2128;--quiet:#5a6472;--paper:#fff;--card:#f6f7f9;--line:#d3d9e0;--link:#0a58ca;
--good:#1a7f37;--bad:#c4281c;--warn:#8a5a00;--data:#9ec5f4;--zero:#dfe3e8;--packed:#cdb5f0;--illegal:#f2a59d;--hatch:#0003;--mark:#ffe08a;--accent:#c4281c;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{--ink:#e3e8ee;--quiet:#98a3b0;--paper:#12161c;--card:#1b2129;--line:#37404b;--link:#79b0ff;
--good:#2ea04f;--bad:#f47067;--warn:#d29922;--data:#27589a;--zero:#3a434f;--packed:#5b3f8c;--illegal:#8c2f28;--hatch:#fff3;--mark:#5c4a12;--accent:#ff7b72}}
`;

/** The style sheet of drawings. */
export const drawingStyle: string = `
.lines,.cell,.bar,.tick,.label,.legend i{font-family:var(--mono)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem .4rem;align-items:center;font-size:.85rem;color:var(--quiet)}
.legend span{white-space:nowrap}
.legend i{display:inline-block;width:1.3rem;height:1.3rem;line-height:1.3rem;text-align:center;font-style:normal;color:var(--ink);border:1px solid var(--line);margin:0 .4rem 0 .7rem;vertical-align:middle}
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
i.mixed{background:repeating-linear-gradient(90deg,var(--data) 0 6px,var(--zero) 6px 12px)}
i.hole{background:repeating-linear-gradient(45deg,transparent 0 5px,var(--hatch) 5px 7px)}
i.reserved{background:repeating-linear-gradient(90deg,transparent 0 3px,var(--hatch) 3px 4px)}
.grid i.hidden{opacity:.28}.legend i.hidden{opacity:.4}
.cell{z-index:1;min-height:2rem;border:1px solid var(--line);display:grid;place-items:center;font-size:.9rem;cursor:help}
.cell>span{text-align:center;overflow-wrap:anywhere}.cell small{font-size:.72rem;font-weight:400;color:inherit}
.cell.passes{border-style:dashed}.cell.hidden{color:var(--quiet)}.cell.decides{border-color:var(--ink);font-weight:700}
.cell.here{box-shadow:inset 0 0 0 2px var(--accent)}
.bar{min-height:1.7rem;border-radius:.2rem;border:1px solid var(--ink);font-size:.75rem;padding:.15rem .35rem;white-space:nowrap;min-width:0;display:flex;align-items:center;cursor:help}
.bar>span{overflow:hidden;text-overflow:ellipsis}.bar.data{background:var(--data)}.bar.zero-plain{background:var(--zero)}.bar.compressed{background:var(--packed)}
.bar.unallocated{background:transparent;border-style:dashed}.bar.data-hole{background:repeating-linear-gradient(45deg,var(--data) 0 5px,var(--hatch) 5px 7px)}
.side{padding-top:.5rem;padding-bottom:.5rem}
.differs{font-size:.72rem;color:var(--accent);font-weight:700;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding-left:.2rem}
.none{padding:.3rem}
.ended{font-size:.72rem;color:var(--quiet);align-self:center;border-left:3px double var(--quiet);padding-left:.3rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.explanation,.popup{font-size:.8rem;line-height:1.4;padding:.5rem .7rem;border:1px solid var(--line);border-radius:.3rem;background:var(--paper);overflow:auto}
.explanation,.popup{height:calc(var(--lines)*1.12rem + 2.9rem)}
.lines{white-space:pre-wrap;overflow-wrap:anywhere}
.popup{display:none;position:absolute;left:0;right:0;bottom:0;z-index:5;font-weight:400;color:var(--ink);white-space:normal;text-align:left}
.cell:hover>.popup,.cell:focus>.popup,.bar:hover>.popup,.bar:focus>.popup{display:block;border-color:var(--link)}
.legend .place{border:2px solid var(--accent)}
@media (max-width:40rem){.label{max-width:8rem}.explanation,.popup{max-height:20rem}}
`;
