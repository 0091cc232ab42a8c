package io.spadework.runs.report;

/** The report's style sheet, for light and dark screens and for paper. */
public final class ReportStyle {

	public static final String CSS = """
			:root { --paper: #fbfaf7; --card: #ffffff; --ink: #20242a; --soft: #666d78; --line: #e3e0d8; --grid: #ebe8e1; --accent: #2f6b3c; --track: #ecebe5;
				--good: #2f7d46; --warn: #a8660b; --bad: #b3372b;
				--c0: #2b6cc4; --c1: #d0612a; --c2: #2c9060; --c3: #a3459a; --c4: #9a7b12; --c5: #128a9a; --c6: #c43d5d; --c7: #6a6f7a; }
			@media (prefers-color-scheme: dark) {
				:root { --paper: #17191c; --card: #1f2226; --ink: #e7e6e2; --soft: #9aa1ab; --line: #33373d; --grid: #2b2f34; --accent: #7fc08d; --track: #2c3035;
					--good: #6cc389; --warn: #e3a548; --bad: #ef7d70;
					--c0: #6ea8f0; --c1: #f0935e; --c2: #5fc795; --c3: #d483cb; --c4: #d3b44c; --c5: #55c3d1; --c6: #f07f98; --c7: #a5abb5; } }
			* { box-sizing: border-box; }
			body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
			main { max-width: 1160px; margin: 0 auto; padding: 40px 28px 60px; }
			h1 { font-size: 34px; line-height: 1.2; letter-spacing: -.015em; margin: 0 0 10px; overflow-wrap: anywhere; }
			h2 { font-size: 20px; margin: 40px 0 14px; letter-spacing: -.01em; }
			h3 { font-size: 15px; font-weight: 600; margin: 0; }
			p { margin: 0; }
			.kicker { color: var(--accent); font-weight: 600; font-size: 13px; letter-spacing: .04em; margin-bottom: 4px; }
			.pill { display: inline-block; vertical-align: 6px; font-size: 13px; font-weight: 600; letter-spacing: 0; padding: 2px 11px; border-radius: 99px; border: 1px solid currentColor; color: var(--soft); }
			.pill.finished { color: var(--good); } .pill.running { color: var(--c0); } .pill.failed, .pill.interrupted { color: var(--bad); } .pill.paused, .pill.stopped { color: var(--warn); }
			.message { margin: 4px 0 8px; color: var(--soft); } .message.bad { color: var(--bad); }
			.facts { display: flex; flex-wrap: wrap; gap: 12px 34px; margin: 18px 0 0; padding: 14px 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
			.facts dt { color: var(--soft); font-size: 12.5px; } .facts dd { margin: 0; font-weight: 600; }
			.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(255px, 1fr)); gap: 16px; }
			.card, .charts figure, .samples figure { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px; margin: 0; min-width: 0; }
			.card.wide { margin-bottom: 16px; }
			.value { font-size: 34px; line-height: 1.25; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; margin-top: 2px; }
			.interval { color: var(--soft); font-variant-numeric: tabular-nums; }
			.note { color: var(--soft); margin: 2px 0 12px; }
			.protocol { color: var(--soft); font-size: 12.5px; line-height: 1.5; margin-top: 10px; padding-top: 9px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
			.protocol b, footer b { font-weight: 600; color: var(--ink); opacity: .8; }
			code { font: 12px ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", monospace; }
			.bar { display: grid; grid-template-columns: minmax(130px, 250px) 1fr 76px; gap: 14px; align-items: center; padding: 5px 0; }
			.track { position: relative; height: 18px; background: var(--track); border-radius: 4px; }
			.fill { position: absolute; inset: 0 auto 0 0; background: var(--c7); opacity: .55; border-radius: 4px; } .main .fill { background: var(--accent); opacity: 1; }
			.whisker { position: absolute; top: 8px; height: 2px; background: var(--ink); } .whisker::before, .whisker::after { content: ""; position: absolute; top: -4px; height: 10px; width: 2px; background: var(--ink); } .whisker::after { right: 0; }
			.figure { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; } .main .name, .main .figure { font-weight: 700; }
			.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 16px; }
			.charts figure { display: flex; flex-direction: column; justify-content: space-between; }
			.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 5px 0 8px; padding: 0; font-size: 13px; color: var(--soft); }
			.legend i { display: inline-block; width: 16px; height: 3px; border-radius: 2px; vertical-align: 4px; margin-right: 6px; } .legend b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
			.chart { display: block; width: 100%; height: auto; } .chart text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; } .chart .label { font-size: 12.5px; }
			.grid { stroke: var(--grid); } .axis { stroke: var(--soft); opacity: .6; }
			.band { opacity: .16; }
			.raw { fill: none; stroke-width: 1; opacity: .28; stroke-linejoin: round; } .smooth { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
			.samples { display: grid; grid-template-columns: minmax(0, 6fr) minmax(0, 5fr); gap: 16px; align-items: start; }
			.samples figure:only-child { max-width: 620px; } .samples img { display: block; border-radius: 3px; } .samples img.small { image-rendering: pixelated; }
			.samples figcaption { font-weight: 600; margin-bottom: 8px; }
			.newest img { width: 100%; height: auto; } .heads { display: grid; grid-template-columns: repeat(3, 1fr); color: var(--soft); font-size: 13px; text-align: center; margin-bottom: 4px; }
			.strip { display: grid; gap: 14px 10px; }
			.strip span { display: block; color: var(--soft); font-size: 13px; text-align: center; margin-bottom: 4px; font-variant-numeric: tabular-nums; white-space: nowrap; } .strip img { width: 100%; object-fit: cover; object-position: center; }
			.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 14px; } th { text-align: left; color: var(--soft); font-weight: 600; font-size: 13px; }
			th, td { padding: 6px 18px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; } td { font-variant-numeric: tabular-nums; } td:last-child { overflow-wrap: anywhere; } .r { text-align: right; } td:nth-child(-n+3) { white-space: nowrap; width: 1%; }
			tr.bad td { color: var(--bad); }
			footer { margin-top: 44px; color: var(--soft); font-size: 13px; display: grid; gap: 4px; overflow-wrap: anywhere; }
			@media (max-width: 760px) { main { padding: 24px 14px; } .samples { grid-template-columns: 1fr; } .bar { grid-template-columns: 1fr 76px; } .bar .name { grid-column: 1 / -1; } }
			@media print { section { break-inside: avoid; } }
			""";

	private ReportStyle() {
	}
}
