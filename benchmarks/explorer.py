"""Measure the explorer in Chromium: how soon its picture and table are there, how fast a filter answers.

    python benchmarks/explorer.py

Prints a Markdown table: for 50, 520 (400 lines) and 5,000 made-up statements the seconds to build the
page, and milliseconds from the start of loading to the first picture and to a table that answers, and
from a letter typed into the search to the next frame with its answer (median and longest of 20). The
page lies in a file and is opened in a window of 1280 x 900 points, without a graphics processor.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from made_up import made_up  # noqa: E402

from viz.explorer.page import explore  # noqa: E402

#: Statements and parties; 520 statements about 40 parties have more than 400 lines.
SIZES: Final = ((50, 12), (520, 40), (5000, 288))
RUNS: Final = 5
QUERIES: Final = ("a", "al", "ald", "alder", "alder b", "alder", "", "step", "steps", "") * 2

#: What a reader types, with a pause after each; milliseconds to the frame after it.
_TYPE: Final = """async (queries) => {
  const found = [];
  const box = document.getElementById("words");
  for (const query of queries) {
    await new Promise((done) => setTimeout(done, 700));
    box.value = query;
    const start = performance.now();
    box.dispatchEvent(new Event("input"));
    await new Promise((done) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    }));
    found.push(performance.now() - start);
  }
  return found;
}"""
_PAINTED: Final = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_USABLE: Final = "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"


def measured(browser: Any, file: Path) -> tuple[float, float, list[float]]:
    """Median milliseconds to the first picture and to a usable table, and those of each answer."""
    painted, usable, answers = [], [], []
    for run in range(RUNS):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_timeout(500)
        painted.append(page.evaluate(_PAINTED))
        usable.append(page.evaluate(_USABLE))
        if run == 0:
            answers = page.evaluate(_TYPE, list(QUERIES))
        context.close()
    return statistics.median(painted), statistics.median(usable), answers


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("no Chromium here: install chromium or google-chrome")
    print("| statements | lines | page MB | build s | picture ms | table ms | filter ms, median | longest |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for statements, parties in SIZES:
            dossier = made_up(statements, parties)
            start = time.perf_counter()
            page = explore(dossier)
            seconds = time.perf_counter() - start
            file = Path(folder) / f"{statements}.html"
            file.write_bytes(page.bytes)
            lines = page.bytes.count(b'class="line ')
            painted, usable, answers = measured(browser, file)
            print(
                f"| {statements:,} | {lines} | {len(page.bytes) / 1e6:.1f} | {seconds:.1f} | {painted:.0f} "
                f"| {usable:.0f} | {statistics.median(answers):.0f} | {max(answers):.0f} |",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
