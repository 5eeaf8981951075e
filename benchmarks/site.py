"""A site of 500 indicators with five years of months, targets, outlooks and intervals: seconds, peak memory and size.

Each is compared with five earlier figures. One has ten paragraphs of commentary, which are its author's.

Run: python benchmarks/site.py [INDICATORS]. With chromium on the path it opens the first page too.
"""

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd
from headway.report.commentary import Commentary, Words
from headway.report.report import Report
from headway.report.site import pages

MONTHS = 60
EARLIER = ("year_start", "same_month_last_year", "twelve_month_high", "twelve_month_low")
WORDS = "What is done about it, by whom and until when, in the words of those who run the service. " * 6


def described(count: int) -> Report:
    """So many indicators of eight sections, of four kinds, each with its history and projection."""
    rng = np.random.default_rng(7)
    months = [f"{2019 + (9 + k) // 12}-{(9 + k) % 12 + 1:02d}" for k in range(MONTHS)]
    rows, points, outlook = [], [], {}
    for i in range(count):
        name = f"Indicator {i}: percentage of cases that are closed within the time that was agreed"
        rate = i % 4 != 3
        walk = 60 + 10 * rng.random() + np.cumsum(rng.normal(size=MONTHS))
        values = np.round(walk if rate else rng.poisson(40, MONTHS).astype(float), 2)
        polarity = "low_is_good" if i % 2 else "high_is_good"
        rows.append({
            "section": f"Service {i % 8}", "indicator": name, "period": months[-1], "latest": values[-1],
            "previous": values[-2], "target": round(values.mean() * 1.03, 1), "national": round(values.mean(), 1),
            "polarity": polarity, "unit": "%" if rate else "cases", "owner": f"Head of team {i % 20}",
            "denominator": 3425 if rate else None, "denominator_unit": "cases" if rate else None,
        })  # fmt: skip
        points += [(name, month, value) for month, value in zip(months, values, strict=True)]
        series = hw.Series(values, start="2019-10", accrual="snapshot" if rate else "flow")
        target = rows[-1]["target"] * (1 if rate else 12)
        outlook[name] = hw.project_year_end(series, target=target, polarity=polarity)
    history = pd.DataFrame(points, columns=["indicator", "period", "value"])
    board = hw.Scorecard(pd.DataFrame(rows), comparators=("target", "national"), history=history, outlook=outlook,
                         previous=("previous", *EARLIER))  # fmt: skip
    said = Commentary(indicators={rows[0]["indicator"]: Words(text="\n\n".join([WORDS] * 10))})
    return Report(title="Five hundred indicators", scorecard=board, organisation="A council", commentary=said)


def opened(page: Path) -> float | None:
    """Seconds until chromium has drawn the page; None without chromium."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1366, "height": 768})
        start = time.perf_counter()
        tab.goto(page.as_uri())
        tab.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        taken = time.perf_counter() - start
        browser.close()
    return taken


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    start = time.perf_counter()
    report = described(count)
    made = time.perf_counter()
    files = pages(report)
    written = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(map(len, files.values()))
    said, *own = [len(content) for name, content in files.items() if name.startswith("indicators/")]
    print(f"scorecard of {count} indicators {made - start:.1f} s, site {written - made:.1f} s, peak {peak:.0f} MB")
    print(f"{len(files)} files, {size / 1e6:.2f} MB; first page {len(files['index.html']) / 1e3:.0f} kB; the page of "
          f"an indicator {sum(own) / len(own) / 1e3:.2f} kB, {max(own) / 1e3:.2f} kB at most; the one with ten "
          f"paragraphs of commentary {said / 1e3:.1f} kB, of which they are {len(WORDS) / 1e2:.1f} kB")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (path := Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if (taken := opened(Path(folder) / "index.html")) is not None:
            print(f"first page opens in {taken:.2f} s")
